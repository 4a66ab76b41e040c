/**
 * The product as an operator has it: its launcher, its configuration file, its verbs. May import:
 * stage, tool, zone, dnsjava.
 */
package org.frontsigner.scenario.product;

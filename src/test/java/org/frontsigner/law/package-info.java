/** How often laws are tried. Imports nothing of the product. */
package org.frontsigner.law;

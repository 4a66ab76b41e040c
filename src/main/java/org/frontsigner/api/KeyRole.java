package org.frontsigner.api;

/**
 * What a new key is for. Immutable.
 *
 * @param secureEntryPoint whether its flags are 257 (KSK or CSK), else 256 (ZSK)
 * @param active whether it signs
 * @param published whether it is in the DNSKEY set
 */
public record KeyRole(boolean secureEntryPoint, boolean active, boolean published) {}

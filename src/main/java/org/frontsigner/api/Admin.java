package org.frontsigner.api;

/**
 * Everything that an operator can ask for, a method for each verb of the command line; the name of
 * a method is that of its verb.
 *
 * <p>These rules hold for every method:
 *
 * <ul>
 *   <li>A change is durable and in force when the method returns, and is made whole or not at all.
 *   <li>Names of zones, records and TSIG keys are in presentation form, with or without the final
 *       dot, in any letter case. A text that is no domain name is a {@link Problem} of kind USAGE.
 *       Names in results are in lower case, with the final dot.
 *   <li>A zone, key or TSIG key that does not exist is a {@link Problem} of kind FAILED that names
 *       it.
 *   <li>A value that can never be right (an algorithm that there is not, a number out of range) is
 *       a {@link Problem} of kind USAGE that names the value and says what is allowed. What is only
 *       impossible now is of kind FAILED.
 *   <li>A store that can't be read or written is a {@link Problem} of kind FAILED.
 *   <li>What was asked for and is already so is no failure: the {@link Done} says so.
 *   <li>Arguments and results are never null; an empty text or list stands for "not given".
 * </ul>
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface Admin
    extends ZoneAdmin,
        KeyAdmin,
        HsmAdmin,
        DenialAdmin,
        PresignedAdmin,
        PublishAdmin,
        MetadataAdmin,
        TsigAdmin,
        BindAdmin,
        SecondaryAdmin,
        SerialAdmin,
        ServerAdmin {}

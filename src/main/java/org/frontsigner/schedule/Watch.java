package org.frontsigner.schedule;

import java.time.Duration;

/**
 * What is looked at again and again. Immutable.
 *
 * @param look logs what fails, and throws nothing; is not begun while it is under way
 * @param interval between two looks, whole seconds, at least one
 */
public record Watch(Runnable look, Duration interval) {}

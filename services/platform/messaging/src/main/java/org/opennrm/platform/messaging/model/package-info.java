/**
 * What relay and inbox decide, as pure functions: the same code runs in production and in the
 * simulation.
 */
@NullMarked
package org.opennrm.platform.messaging.model;

import org.jspecify.annotations.NullMarked;

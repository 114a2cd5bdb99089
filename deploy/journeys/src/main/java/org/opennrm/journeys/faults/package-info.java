/**
 * {@code ./nrm test --faults}: breaks parts of a running system while people use it, heals them,
 * waits for quiet and checks that nothing was lost, invented, doubled or mixed up.
 */
@NullMarked
package org.opennrm.journeys.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Three services in memory: their rules ship, their tables are maps, and what they tell each other
 * travels on the simulated road.
 */
@NullMarked
package org.opennrm.simulation.story;

import org.jspecify.annotations.NullMarked;

/** The road between the services, made of the decisions that ship and of parts that fail. */
@NullMarked
package org.opennrm.simulation.road;

import org.jspecify.annotations.NullMarked;

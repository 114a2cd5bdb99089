/** What ships, under one seeded scheduler. */
@NullMarked
package org.opennrm.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * One person's way from the border to a bed, played through the public doors of a running system.
 */
@NullMarked
package org.opennrm.journeys;

import org.jspecify.annotations.NullMarked;

/** From a stated need to a bed and out of it again: every step, and every rule that refuses one. */
@NullMarked
package org.opennrm.shelter.placement.model;

import org.jspecify.annotations.NullMarked;

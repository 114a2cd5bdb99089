/** Figures that leave the house: drafted, approved by a person, then frozen. */
@NullMarked
package org.opennrm.coordination.releases;

import org.jspecify.annotations.NullMarked;

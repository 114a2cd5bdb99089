/**
 * Protection while the question is open: time to reflect, stay, no home contact, the removal bar.
 */
@NullMarked
package org.opennrm.identification.protection;

import org.jspecify.annotations.NullMarked;

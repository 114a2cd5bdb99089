/** Somebody of whom nobody knows where they are, from the report until they are found. */
@NullMarked
package org.opennrm.identification.missing;

import org.jspecify.annotations.NullMarked;

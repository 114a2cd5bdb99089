/** The lifecycle of a case file: assistance first, the label in its own time. */
@NullMarked
package org.opennrm.identification.casefile.model;

import org.jspecify.annotations.NullMarked;

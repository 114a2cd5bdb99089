/** The lifecycle of help that was asked for, and who may see what of it. */
@NullMarked
package org.opennrm.identification.help.model;

import org.jspecify.annotations.NullMarked;

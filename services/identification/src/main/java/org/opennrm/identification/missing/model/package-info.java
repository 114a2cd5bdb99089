/** The lifecycle of an absence: who searches, what the police may be told, how it ended. */
@NullMarked
package org.opennrm.identification.missing.model;

import org.jspecify.annotations.NullMarked;

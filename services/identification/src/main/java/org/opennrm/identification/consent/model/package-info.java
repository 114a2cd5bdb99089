/** When a consent holds. */
@NullMarked
package org.opennrm.identification.consent.model;

import org.jspecify.annotations.NullMarked;

/** What the person agreed to, refused or took back, version by version. */
@NullMarked
package org.opennrm.identification.consent;

import org.jspecify.annotations.NullMarked;

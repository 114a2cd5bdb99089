/**
 * Who calls, for which organisation and with what standing; what may be read, and the proof that it
 * was.
 */
@NullMarked
package org.opennrm.platform.access;

import org.jspecify.annotations.NullMarked;

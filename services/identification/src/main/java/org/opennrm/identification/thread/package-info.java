/** The thread of a case: what is asked for the person, who leads, and when the next step is. */
@NullMarked
package org.opennrm.identification.thread;

import org.jspecify.annotations.NullMarked;

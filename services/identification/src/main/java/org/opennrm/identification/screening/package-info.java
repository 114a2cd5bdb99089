/** What was asked and answered, once, and under which circumstances. */
@NullMarked
package org.opennrm.identification.screening;

import org.jspecify.annotations.NullMarked;

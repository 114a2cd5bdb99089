/** Interviews by an instrument that is data: what is asked, what was answered, what is offered. */
@NullMarked
package org.opennrm.identification.interview;

import org.jspecify.annotations.NullMarked;

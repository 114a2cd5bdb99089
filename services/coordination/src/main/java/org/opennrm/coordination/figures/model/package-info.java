/** What is counted, broken down by what, over which period: every number's unit and definition. */
@NullMarked
package org.opennrm.coordination.figures.model;

import org.jspecify.annotations.NullMarked;

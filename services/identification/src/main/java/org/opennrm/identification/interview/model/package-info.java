/** What an instrument asks, and where an answer may flow: towards help. */
@NullMarked
package org.opennrm.identification.interview.model;

import org.jspecify.annotations.NullMarked;

/** What a person asks for becomes a hand-over to the organisation that gives it. */
@NullMarked
package org.opennrm.identification.help;

import org.jspecify.annotations.NullMarked;

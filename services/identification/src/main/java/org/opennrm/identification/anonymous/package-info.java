/** What is reported of an adult who chose not to be referred, and the card to come back with. */
@NullMarked
package org.opennrm.identification.anonymous;

import org.jspecify.annotations.NullMarked;

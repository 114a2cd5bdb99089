/** Who belongs together and who must not meet, said and taken back one pair at a time. */
@NullMarked
package org.opennrm.identification.belonging;

import org.jspecify.annotations.NullMarked;

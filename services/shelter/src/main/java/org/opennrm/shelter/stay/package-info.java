/** Places and who has them when: a place is never given to two people at one time. */
@NullMarked
package org.opennrm.shelter.stay;

import org.jspecify.annotations.NullMarked;

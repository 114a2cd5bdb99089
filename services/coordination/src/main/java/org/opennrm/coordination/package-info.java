/**
 * The national referral office's desk: it sees every hand-over, lets none stay silent, and lets
 * figures out only when they name nobody.
 */
@NullMarked
package org.opennrm.coordination;

import org.jspecify.annotations.NullMarked;

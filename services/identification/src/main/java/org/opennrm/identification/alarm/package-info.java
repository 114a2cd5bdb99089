/** What somebody at the national referral office must look at now: raised once, settled once. */
@NullMarked
package org.opennrm.identification.alarm;

import org.jspecify.annotations.NullMarked;

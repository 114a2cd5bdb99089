/** A report that somebody may be exploited: its door, its inbox, its way to an answer. */
@NullMarked
package org.opennrm.identification.referral;

import org.jspecify.annotations.NullMarked;

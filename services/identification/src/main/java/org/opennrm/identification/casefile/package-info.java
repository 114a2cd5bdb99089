/** The person's file, open from the moment a referral is submitted. */
@NullMarked
package org.opennrm.identification.casefile;

import org.jspecify.annotations.NullMarked;

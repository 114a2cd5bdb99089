/** The lifecycle of a referral, and who may see what of it. */
@NullMarked
package org.opennrm.identification.referral.model;

import org.jspecify.annotations.NullMarked;

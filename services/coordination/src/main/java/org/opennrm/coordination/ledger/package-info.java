/** The ledger: every hand-over of every service, with its times, as its owner told it. */
@NullMarked
package org.opennrm.coordination.ledger;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.opennrm.coordination.ledger;

import org.jspecify.annotations.NullMarked;

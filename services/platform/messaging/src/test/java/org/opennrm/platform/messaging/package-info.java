/** Proofs that nothing is lost, nothing happens twice, and a case's events stay in order. */
@NullMarked
package org.opennrm.platform.messaging;

import org.jspecify.annotations.NullMarked;

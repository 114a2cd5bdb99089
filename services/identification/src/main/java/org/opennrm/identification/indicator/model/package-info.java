/** Weights, the rule that combines them, and what follows. */
@NullMarked
package org.opennrm.identification.indicator.model;

import org.jspecify.annotations.NullMarked;

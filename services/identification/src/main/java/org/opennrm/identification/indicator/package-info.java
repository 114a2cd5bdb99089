/** What the indicators that were seen point at, dimension by dimension. */
@NullMarked
package org.opennrm.identification.indicator;

import org.jspecify.annotations.NullMarked;

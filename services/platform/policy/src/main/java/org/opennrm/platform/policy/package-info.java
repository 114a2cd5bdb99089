/**
 * What differs between countries: policy packs read and checked at start, and the clock they run
 * by.
 */
@NullMarked
package org.opennrm.platform.policy;

import org.jspecify.annotations.NullMarked;

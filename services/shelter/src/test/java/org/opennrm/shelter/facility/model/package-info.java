/** Matching, proved without a framework. */
@NullMarked
package org.opennrm.shelter.facility.model;

import org.jspecify.annotations.NullMarked;

/** The lifecycle of a placement, proved without a framework. */
@NullMarked
package org.opennrm.shelter.placement.model;

import org.jspecify.annotations.NullMarked;

/**
 * The search for a safe place: needs come in, facilities are asked, one place is kept, somebody
 * arrives.
 */
@NullMarked
package org.opennrm.shelter.placement;

import org.jspecify.annotations.NullMarked;

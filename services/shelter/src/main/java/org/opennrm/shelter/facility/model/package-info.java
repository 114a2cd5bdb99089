/**
 * The houses, what each can do, and which of them could take a person of whom only needs are known.
 */
@NullMarked
package org.opennrm.shelter.facility.model;

import org.jspecify.annotations.NullMarked;

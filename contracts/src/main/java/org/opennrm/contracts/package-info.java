/**
 * The events that services publish for one another: past facts about cases, never about persons.
 */
@NullMarked
package org.opennrm.contracts;

import org.jspecify.annotations.NullMarked;

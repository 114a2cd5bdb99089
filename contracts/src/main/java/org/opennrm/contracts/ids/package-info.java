/**
 * Identifiers that are valid once they exist, so that no bare string stands for a case or an
 * office.
 */
@NullMarked
package org.opennrm.contracts.ids;

import org.jspecify.annotations.NullMarked;

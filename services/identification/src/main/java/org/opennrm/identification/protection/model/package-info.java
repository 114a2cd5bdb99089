/** When somebody may not be removed, and the life of a time to recover and reflect. */
@NullMarked
package org.opennrm.identification.protection.model;

import org.jspecify.annotations.NullMarked;

/**
 * The service through its doors, on a real database and a real broker. Everybody in it is invented.
 */
@NullMarked
package org.opennrm.shelter;

import org.jspecify.annotations.NullMarked;

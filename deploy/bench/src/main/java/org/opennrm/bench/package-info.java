/**
 * The load driver: starts requests at the moments at which people would, whatever the answers do,
 * and says how long each of them waited and whether anything was lost.
 */
@NullMarked
package org.opennrm.bench;

import org.jspecify.annotations.NullMarked;

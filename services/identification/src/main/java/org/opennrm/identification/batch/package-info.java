/** One request for up to a hundred people, such as a raid brings. */
@NullMarked
package org.opennrm.identification.batch;

import org.jspecify.annotations.NullMarked;

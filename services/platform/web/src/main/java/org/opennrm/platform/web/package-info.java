/** The same at every door: strict reading, problem documents, versions, idempotency, aliases. */
@NullMarked
package org.opennrm.platform.web;

import org.jspecify.annotations.NullMarked;

/** What relay and inbox decide, one by one and in a thousand mixed-up runs. */
@NullMarked
package org.opennrm.platform.messaging.model;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.opennrm.coordination.escalation.model;

import org.jspecify.annotations.NullMarked;

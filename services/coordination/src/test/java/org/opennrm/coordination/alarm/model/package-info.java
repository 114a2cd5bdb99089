@NullMarked
package org.opennrm.coordination.alarm.model;

import org.jspecify.annotations.NullMarked;

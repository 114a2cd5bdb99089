@NullMarked
package org.opennrm.coordination.releases.model;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.opennrm.coordination.figures.model;

import org.jspecify.annotations.NullMarked;

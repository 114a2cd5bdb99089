/** What leaves the house: the one gate that figures pass, and the life of a release. */
@NullMarked
package org.opennrm.coordination.releases.model;

import org.jspecify.annotations.NullMarked;

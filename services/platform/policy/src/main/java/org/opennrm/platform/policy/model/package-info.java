/**
 * A country's rules as plain values: deadlines, working days, areas and who owns which step there.
 */
@NullMarked
package org.opennrm.platform.policy.model;

import org.jspecify.annotations.NullMarked;

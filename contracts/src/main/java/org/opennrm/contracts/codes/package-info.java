/** The versioned lists of codes that requests, records and events draw on. */
@NullMarked
package org.opennrm.contracts.codes;

import org.jspecify.annotations.NullMarked;

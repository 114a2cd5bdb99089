/** What the shelter service announces, as far as this service needs it. */
@NullMarked
package org.opennrm.identification.shelternews;

import org.jspecify.annotations.NullMarked;

/**
 * What the services that own steps announce, each piece on its way to whom at the desk it concerns.
 */
@NullMarked
package org.opennrm.coordination.news;

import org.jspecify.annotations.NullMarked;

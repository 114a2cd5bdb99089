/**
 * The launcher behind {@code ./nrm}: one machine, no containers, a real PostgreSQL, Kafka and
 * Keycloak and every service, each a process of its own.
 */
@NullMarked
package org.opennrm.local;

import org.jspecify.annotations.NullMarked;

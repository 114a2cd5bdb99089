/**
 * The real parts a test stands on: PostgreSQL, a Kafka broker, tokens, other services' events, and
 * the rules of the architecture.
 *
 * <p>A service's test asks for all of it at once; the broker then has the topics that its {@code
 * service.yaml} names:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(Infra.class)
 * class PlacementTest { … }
 * }</pre>
 */
@NullMarked
package org.opennrm.platform.testkit;

import org.jspecify.annotations.NullMarked;

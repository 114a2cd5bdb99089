/**
 * The real parts a test stands on: PostgreSQL, a Kafka broker, tokens, other services' events, and
 * the rules of the architecture.
 *
 * <p>A service's test asks for all of it at once, and the class path, the build and the broker then
 * agree with what {@code service.yaml} says:
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

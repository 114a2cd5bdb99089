/**
 * Events out and events in: nothing lost, nothing twice, in order per subject.
 *
 * <p>A service publishes with {@code EventLog.append} and takes in with {@code Inbox.take}. A
 * consumer is one bean per feature and source:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class PlacementConsumer implements EventConsumer {
 *   @Incoming("needs")
 *   @Blocking
 *   void on(ConsumerRecord<String, String> received) {
 *     inbox.take(this, received);
 *   }
 *
 *   @Override
 *   public String consumer() {
 *     return "shelter.placement";
 *   }
 *
 *   @Override
 *   public Handling handle(PublishedEvent event) {
 *     return switch (event) {
 *       case ShelterNeededV1 needed -> placements.seek(needed);
 *       default -> Handling.notForUs();
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>with the channel in the service's configuration; all else has defaults in this jar:
 *
 * <pre>{@code
 * nrm.service=shelter
 * mp.messaging.incoming.needs.connector=smallrye-kafka
 * mp.messaging.incoming.needs.topic=nrm.identification.needs
 * mp.messaging.incoming.needs.concurrency=4
 * }</pre>
 *
 * <p>One channel belongs to one consumer: two consumers of one topic are two channels, the second
 * with a {@code group.id} of its own, as in {@code shelter.standings}. Never on virtual threads,
 * which would switch the order off. The effect runs in the inbox's transaction and may run again;
 * it must not hand work to another thread.
 */
@NullMarked
package org.opennrm.platform.messaging;

import org.jspecify.annotations.NullMarked;

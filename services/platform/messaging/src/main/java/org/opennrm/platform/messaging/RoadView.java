package org.opennrm.platform.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.platform.messaging.Subscriptions.Subscription;

/**
 * How the road of events stands in one service, for whoever operates it. It names events, never
 * cases: an operator has no business with a case.
 *
 * @param pending events decided and not confirmed by the broker
 * @param behindSeconds how long the oldest of them has been waiting
 * @param gettingThrough whether events reach the broker
 * @param givingWay whether figures, batches and exchange are refused
 * @param copies the topics of this service on the broker
 * @param withoutCause what others have heard from this service and it does not know any longer,
 *     because its database was set back to an earlier state; what is settled is left out
 */
public record RoadView(
    long pending,
    double behindSeconds,
    boolean gettingThrough,
    boolean givingWay,
    List<CopyView> copies,
    List<ConsumerView> consumers,
    List<BlockedView> blocked,
    List<ReplayView> replays,
    List<WithoutCauseView> withoutCause) {

  /**
   * One topic on which the service publishes.
   *
   * @param copy how often it was lost and made anew
   * @param records how many offsets the broker confirmed
   */
  public record CopyView(String topic, int copy, long records) {}

  /**
   * One topic that a consumer reads.
   *
   * @param projection whether its tables can be made anew
   */
  public record ConsumerView(
      String consumer, String topic, double behindSeconds, boolean projection) {
    static ConsumerView of(Subscription subscription, Pace pace) {
      var consumer = subscription.consumer();
      return new ConsumerView(
          consumer.consumer(),
          subscription.topic(),
          pace.behind(consumer.consumer()).toMillis() / 1000.0,
          consumer instanceof Projection);
    }
  }

  /**
   * A subject that stands still, by the event that holds it up.
   *
   * @param parked what to call that event when it is released or set aside
   * @param waiting how many events wait, that one included
   */
  public record BlockedView(
      String parked,
      String consumer,
      String topic,
      Optional<String> type,
      String reason,
      int waiting,
      String owner,
      Instant due,
      boolean overdue,
      Instant parkedAt) {
    static BlockedView of(BlockedSubject blocked) {
      var head = blocked.head();
      return new BlockedView(
          nameOf(head),
          head.consumer(),
          head.source(),
          Optional.ofNullable(head.type()),
          head.reason(),
          blocked.waiting(),
          head.owner(),
          head.due(),
          blocked.overdue(),
          head.parkedAt());
    }

    /** The event's own name; a record that has none is called by where it lies. */
    static String nameOf(ParkedEvent head) {
      return head.eventId() == null
          ? "record-" + head.subject().substring(1) + '-' + head.position()
          : head.eventId();
    }
  }

  /** A topic that is read again, or was. */
  public record ReplayView(
      long id,
      String consumer,
      String topic,
      Optional<Instant> since,
      String because,
      Instant wishedAt,
      long records,
      Optional<Instant> doneAt) {
    static ReplayView of(Replay replay) {
      return new ReplayView(
          replay.id(),
          replay.consumer(),
          replay.topic(),
          Optional.ofNullable(replay.since()),
          replay.because(),
          replay.wishedAt(),
          replay.records(),
          Optional.ofNullable(replay.doneAt()));
    }
  }

  /**
   * Events of one type that the topic holds and whose cause the database does not know.
   *
   * @param from when the first of them happened
   * @param to when the last of them happened
   * @param foundAt when it was found out
   */
  public record WithoutCauseView(
      String topic, String type, long events, Instant from, Instant to, Instant foundAt) {}
}

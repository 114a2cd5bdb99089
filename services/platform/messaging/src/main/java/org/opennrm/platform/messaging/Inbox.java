package org.opennrm.platform.messaging;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.InboxStore.Stream;
import org.opennrm.platform.messaging.Letter.Address;
import org.opennrm.platform.messaging.model.InboxDecision;
import org.opennrm.platform.messaging.model.InboxDecision.Apply;
import org.opennrm.platform.messaging.model.InboxDecision.Await;
import org.opennrm.platform.messaging.model.InboxDecision.Forget;
import org.opennrm.platform.messaging.model.InboxDecision.Park;
import org.opennrm.platform.messaging.model.InboxDecision.PassOver;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;
import org.opennrm.platform.messaging.model.Recognition;
import org.opennrm.platform.messaging.model.StreamPlace;
import org.opennrm.platform.policy.DomainClock;

/**
 * Takes events in: per consumer, source and subject each one once, in order and without gaps,
 * whatever the broker repeats, delays or mixes up. Effect and inbox commit together.
 *
 * <p>The inbox owns the transaction; a consumer calls it outside any. While the database is away it
 * does not return, so that the record is not acknowledged.
 */
@ApplicationScoped
public class Inbox {
  private static final Logger LOG = Logger.getLogger(Inbox.class);

  private final InboxStore store;
  private final ParkedTable parked;
  private final InboxBatch batch;
  private final EventCodec codec;
  private final DomainClock clock;
  private final MessagingFigures figures;
  private final Replays replays;
  private final InTrouble trouble;
  private final ReadingMarks marks;
  private final Map<String, Function<PublishedEvent, Handling>> effects = new ConcurrentHashMap<>();

  Inbox(
      InboxStore store,
      ParkedTable parked,
      InboxBatch batch,
      EventCodec codec,
      DomainClock clock,
      MessagingFigures figures,
      Replays replays,
      InTrouble trouble,
      ReadingMarks marks,
      @All List<EventConsumer> consumers) {
    this.store = store;
    this.parked = parked;
    this.batch = batch;
    this.codec = codec;
    this.clock = clock;
    this.figures = figures;
    this.replays = replays;
    this.trouble = trouble;
    this.marks = marks;
    for (var consumer : consumers) {
      if (effects.put(consumer.consumer(), consumer::handle) != null) {
        throw new IllegalStateException("Two consumers are called " + consumer.consumer());
      }
    }
  }

  /** Takes a record in for a consumer that is a bean of its own. */
  public Outcome take(EventConsumer consumer, ConsumerRecord<String, String> received) {
    return take(consumer.consumer(), received, consumer::handle);
  }

  /** The same, of a record that may have been taken in long ago. */
  Outcome takeAgain(EventConsumer consumer, ConsumerRecord<String, String> received) {
    return takeLetter(consumer.consumer(), Letter.of(received), consumer::handle);
  }

  /**
   * Takes in what one poll brought. As long as all of it is in order it commits as one, which costs
   * a fraction of a commit for each; else each record is taken by itself. Outcome and order are the
   * same. Only for consumers that publish nothing: an effect would hold its streams for too long.
   *
   * @return how each ended, in the order in which they were received
   */
  public List<Outcome> take(EventConsumer consumer, ConsumerRecords<String, String> received) {
    received.forEach(record -> heard(consumer.consumer(), record));
    var outcomes = takeAgain(consumer, received);
    received.forEach(record -> mark(consumer.consumer(), record));
    return outcomes;
  }

  /** The same, of records that may have been taken in long ago. */
  List<Outcome> takeAgain(EventConsumer consumer, ConsumerRecords<String, String> received) {
    var letters = new ArrayList<Letter>(received.count());
    received.forEach(record -> letters.add(Letter.of(record)));
    if (letters.size() > 1) {
      var outcomes = batch.take(consumer, letters);
      if (!outcomes.isEmpty()) {
        outcomes.forEach(outcome -> figures.taken(consumer.consumer(), outcome));
        return outcomes;
      }
    }
    return letters.stream()
        .map(each -> takeLetter(consumer.consumer(), each, consumer::handle))
        .toList();
  }

  /**
   * Takes a record in. Returns when the record needs no further delivery: its effect is committed,
   * or what remains to be done stands in this database.
   *
   * @param consumer the name under which the inbox remembers; unique in the service, never changed
   * @param effect what the event does here; runs in the inbox's transaction and may run again
   */
  public Outcome take(
      String consumer,
      ConsumerRecord<String, String> received,
      Function<PublishedEvent, Handling> effect) {
    heard(consumer, received);
    var outcome = takeLetter(consumer, Letter.of(received), effect);
    mark(consumer, received);
    return outcome;
  }

  private void mark(String consumer, ConsumerRecord<String, String> taken) {
    marks.taken(consumer, new TopicPartition(taken.topic(), taken.partition()), taken.offset());
  }

  private Outcome takeLetter(
      String consumer, Letter letter, Function<PublishedEvent, Handling> effect) {
    effects.put(consumer, effect);
    var address = letter.address();
    var outcome =
        TraceOfEvent.continuing(
            letter.headers().get(Envelope.TRACE),
            consumer,
            () ->
                address.isEmpty()
                    ? keepUnaddressed(consumer, letter)
                    : takeInOrder(consumer, letter, address.get(), effect));
    figures.taken(consumer, outcome);
    return outcome;
  }

  /**
   * Takes the parked events of a stream in, in order, until none is left or one fails again.
   *
   * @return how many were taken in
   */
  int release(String consumer, String source, String subject) {
    var effect = effects.get(consumer);
    if (effect == null) {
      throw new IllegalStateException(
          consumer + " has not run since the start and is no EventConsumer");
    }
    return takeParked(new Stream(consumer, source, subject), effect, InboxDecision::onRelease);
  }

  /**
   * Takes in what waits although its turn has come, since a crash came between it and the one
   * before it. Without this it would wait for the next event of its subject.
   */
  void takeForgotten() {
    for (var stream : parked.forgotten()) {
      var effect = effects.get(stream.consumer());
      if (effect != null) {
        takeParked(stream, effect, InboxDecision::onArrival);
      }
    }
  }

  /**
   * Takes the event at the head of a stream out of the way for good, without its effect: it stands
   * with what was rejected, and those behind it have their turn.
   *
   * @return how many events were taken in or set aside
   */
  int setAside(String consumer, String source, String subject) {
    var stream = new Stream(consumer, source, subject);
    var effect = effects.getOrDefault(consumer, _ -> Handling.notForUs());
    var passed =
        trouble.holdOn(() ->
            QuarkusTransaction.requiringNew().call(() -> store.setAside(stream, clock.now())));
    return passed == 0 ? 0 : passed + takeParked(stream, effect, InboxDecision::onArrival);
  }

  /** What a record tells beside its event: how old news is here, and which copy it lies in. */
  private void heard(String consumer, ConsumerRecord<String, String> received) {
    figures.heard(consumer, received.timestamp());
    var copy = received.headers().lastHeader(Envelope.COPY);
    if (copy == null || copy.value() == null) {
      return;
    }
    var number = Envelope.text(copy.value());
    if (number.matches("[1-9][0-9]{0,6}")) {
      trouble.holdOn(() -> {
        replays.sawCopy(consumer, received.topic(), Integer.parseInt(number));
        return number;
      });
    }
  }

  private Outcome takeInOrder(
      String consumer, Letter letter, Address address, Function<PublishedEvent, Handling> effect) {
    var stream = new Stream(consumer, letter.topic(), address.subject());
    var taken = take(stream, letter, address, effect, InboxDecision::onArrival);
    if (taken.othersMayFollow()) {
      takeParked(stream, effect, InboxDecision::onArrival);
    }
    return taken.outcome();
  }

  private int takeParked(Stream stream, Function<PublishedEvent, Handling> effect, Rule rule) {
    var taken = 0;
    while (true) {
      var head = trouble.holdOn(() -> store.head(stream));
      var address = head.flatMap(Letter::address);
      if (head.isEmpty() || address.isEmpty()) {
        return taken;
      }
      var result =
          TraceOfEvent.continuing(
              head.get().headers().get(Envelope.TRACE),
              stream.consumer(),
              () -> take(stream, head.get(), address.get(), effect, rule));
      if (result.outcome() == Outcome.PARKED || result.outcome() == Outcome.WAITING) {
        return taken;
      }
      taken++;
    }
  }

  /** One event, with as many tries as it is worth. */
  private Taken take(
      Stream stream,
      Letter letter,
      Address address,
      Function<PublishedEvent, Handling> effect,
      Rule rule) {
    var read = Reading.of(codec, letter, address);
    var failures = 0;
    var spell = trouble.begins();
    while (true) {
      try {
        return QuarkusTransaction.requiringNew()
            .call(() -> inTransaction(stream, letter, address, read, effect, rule));
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        var blamed = trouble.blame(failure);
        if (blamed == Trouble.THE_EFFECT) {
          failures++;
          LOG.debugf(
              "%s failed on %s: %s", stream.consumer(), address.type(), Blame.nameOf(failure));
        } else {
          spell.goesOn(failure);
        }
        var counted = blamed == Trouble.THE_EFFECT ? failures : spell.tries();
        switch (InboxDecision.onFailure(blamed, counted, Blame.nameOf(failure))) {
          case TryAgain(var pause) -> trouble.pause(pause);
          case Park(var reason) -> {
            trouble.holdOn(() -> park(stream, letter, address, reason));
            return new Taken(Outcome.PARKED, false);
          }
          case Apply _, PassOver _, Forget _, Await _ ->
              throw new IllegalStateException("A failure is tried again or parked");
        }
      }
    }
  }

  private Taken inTransaction(
      Stream stream,
      Letter letter,
      Address address,
      Reading read,
      Function<PublishedEvent, Handling> effect,
      Rule rule) {
    var place = store.lock(stream);
    return switch (rule.decide(place, address.position(), read.recognised())) {
      case Apply _ -> apply(stream, address, place, effect.apply(read.known()));
      case PassOver _ -> apply(stream, address, place, Handling.notForUs());
      // A crash may have left the next one waiting although its turn had come.
      case Forget _ -> new Taken(Outcome.DUPLICATE, place.othersMayFollow());
      case Await _ -> {
        keep(stream, letter, address, InboxDecision.GAP);
        yield new Taken(Outcome.WAITING, place.othersMayFollow());
      }
      case Park(var reason) -> {
        keep(stream, letter, address, reason);
        yield new Taken(Outcome.PARKED, false);
      }
      case TryAgain _ -> throw new IllegalStateException("Nothing has failed yet");
    };
  }

  private Taken apply(Stream stream, Address address, StreamPlace place, Handling handling) {
    var outcome =
        switch (handling) {
          case Handling.Done _ -> Outcome.DONE;
          case Handling.NotForUs _ -> Outcome.NOT_FOR_US;
          case Handling.Rejected(var reason) -> {
            store.reject(stream, address, reason, clock.now());
            yield Outcome.REJECTED;
          }
        };
    store.takeIn(stream, address.position());
    return new Taken(outcome, place.othersMayFollow());
  }

  private Outcome keepUnaddressed(String consumer, Letter letter) {
    var nowhere = new Stream(consumer, letter.topic(), "?" + letter.partition());
    trouble.holdOn(() ->
        QuarkusTransaction.requiringNew()
            .call(() -> {
              store.park(nowhere, letter.offset(), letter, null, "unaddressed", clock.now());
              return Optional.empty();
            }));
    LOG.warnf(
        "A record of %s (partition %d, offset %d) does not say what it is about; parked for %s",
        letter.topic(), letter.partition(), letter.offset(), consumer);
    return Outcome.PARKED;
  }

  private Optional<Void> park(Stream stream, Letter letter, Address address, String reason) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          // Somebody may have taken it in while this instance was failing.
          if (store.lock(stream).last() < address.position()) {
            keep(stream, letter, address, reason);
          }
        });
    return Optional.empty();
  }

  private void keep(Stream stream, Letter letter, Address address, String reason) {
    Instant now = clock.now();
    store.park(stream, address.position(), letter, address, reason, now);
    if (!reason.equals(InboxDecision.GAP) && !reason.equals(InboxDecision.BEHIND)) {
      LOG.errorf(
          "%s parked %s %s: %s; later events of its subject wait behind it",
          stream.consumer(), address.type(), address.id(), reason);
    }
  }

  private interface Rule {
    InboxDecision decide(StreamPlace place, long position, Recognition recognised);
  }

  private record Taken(Outcome outcome, boolean othersMayFollow) {}
}

package org.opennrm.platform.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.opennrm.platform.messaging.InboxStore.Span;
import org.opennrm.platform.messaging.InboxStore.Stream;
import org.opennrm.platform.messaging.Letter.Address;
import org.opennrm.platform.messaging.model.InboxDecision;
import org.opennrm.platform.messaging.model.InboxDecision.Apply;
import org.opennrm.platform.messaging.model.InboxDecision.Await;
import org.opennrm.platform.messaging.model.InboxDecision.Forget;
import org.opennrm.platform.messaging.model.InboxDecision.Park;
import org.opennrm.platform.messaging.model.InboxDecision.PassOver;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;
import org.opennrm.platform.messaging.model.StreamPlace;
import org.opennrm.platform.policy.DomainClock;

/**
 * Several letters in one transaction: all of them, or none. It knows only the plain case. A letter
 * without an address, out of its turn, unreadable, near a parked one, or whose effect fails makes
 * it give up before anything is written, and the inbox takes each letter by itself.
 */
@Singleton
class InboxBatch {
  private static final Logger LOG = Logger.getLogger(Inbox.class);

  private final InboxStore store;
  private final EventCodec codec;
  private final DomainClock clock;

  InboxBatch(InboxStore store, EventCodec codec, DomainClock clock) {
    this.store = store;
    this.codec = codec;
    this.clock = clock;
  }

  /** How each letter ended, all committed; empty when nothing was taken in. */
  List<Outcome> take(EventConsumer consumer, List<Letter> letters) {
    var opened = new ArrayList<Opened>();
    for (var letter : letters) {
      var address = letter.address();
      if (address.isEmpty()) {
        return List.of();
      }
      var stream = new Stream(consumer.consumer(), letter.topic(), address.get().subject());
      opened.add(
          new Opened(stream, address.get(), letter, Reading.of(codec, letter, address.get())));
    }
    try {
      return QuarkusTransaction.requiringNew().call(() -> inTransaction(consumer, opened));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      // Whose fault it is shows when each is taken by itself.
      LOG.debugf(
          "%s takes %d events one by one: %s",
          consumer.consumer(), letters.size(), Blame.nameOf(failure));
      return List.of();
    }
  }

  private List<Outcome> inTransaction(EventConsumer consumer, List<Opened> letters) {
    var places = new Places(store.lock(letters.stream().map(Opened::stream).distinct().toList()));
    var outcomes = new ArrayList<Outcome>();
    for (var letter : letters) {
      outcomes.add(
          TraceOfEvent.continuing(
              letter.letter().headers().get(Envelope.TRACE),
              consumer.consumer(),
              () -> take(consumer, letter, places)));
    }
    store.takeIn(places.moved());
    return outcomes;
  }

  private Outcome take(EventConsumer consumer, Opened letter, Places places) {
    var position = letter.address().position();
    var decision =
        InboxDecision.onArrival(
            places.of(letter.stream()), position, letter.reading().recognised());
    return switch (decision) {
      case Forget _ -> Outcome.DUPLICATE;
      case PassOver _ -> {
        places.move(letter.stream(), position);
        yield Outcome.NOT_FOR_US;
      }
      case Apply _ -> {
        places.move(letter.stream(), position);
        yield apply(consumer, letter);
      }
      case Await _, Park _, TryAgain _ -> throw new OutOfTheOrdinary();
    };
  }

  private Outcome apply(EventConsumer consumer, Opened letter) {
    return switch (consumer.handle(letter.reading().known())) {
      case Handling.Done _ -> Outcome.DONE;
      case Handling.NotForUs _ -> Outcome.NOT_FOR_US;
      case Handling.Rejected(var reason) -> {
        store.reject(letter.stream(), letter.address(), reason, clock.now());
        yield Outcome.REJECTED;
      }
    };
  }

  private record Opened(Stream stream, Address address, Letter letter, Reading reading) {}

  /** Where the consumer stands in each stream, moving on as letters are taken in. */
  private static final class Places {
    private final Map<Stream, StreamPlace> found;
    private final Map<Stream, Span> moved = new TreeMap<>(InboxStore.LOCK_ORDER);

    Places(Map<Stream, StreamPlace> found) {
      this.found = new HashMap<>(found);
    }

    StreamPlace of(Stream stream) {
      var place = found.getOrDefault(stream, new StreamPlace(0, 0, false));
      if (place.firstParked() > 0) {
        throw new OutOfTheOrdinary();
      }
      var span = moved.get(stream);
      return span == null ? place : new StreamPlace(span.last(), 0, false);
    }

    void move(Stream stream, long position) {
      moved.merge(
          stream, new Span(position, position), (before, _) -> new Span(before.first(), position));
    }

    Map<Stream, Span> moved() {
      return moved;
    }
  }

  /** This letter needs the long way. */
  private static final class OutOfTheOrdinary extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTheOrdinary() {
      super(null, null, false, false);
    }
  }
}

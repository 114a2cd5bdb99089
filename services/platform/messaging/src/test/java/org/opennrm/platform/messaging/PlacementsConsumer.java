package org.opennrm.platform.messaging;

import static org.opennrm.platform.messaging.Samples.numberOf;
import static org.opennrm.platform.messaging.Samples.screened;

import io.opentelemetry.api.trace.Span;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.opennrm.contracts.CaseEvent;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;

/** A consumer as a service writes one; a test may hold it at a case, and see what it took in. */
@ApplicationScoped
class PlacementsConsumer implements EventConsumer {
  private final Inbox inbox;
  private final EventLog log;
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();

  PlacementsConsumer(Inbox inbox, EventLog log) {
    this.inbox = inbox;
    this.log = log;
  }

  @Incoming("placements")
  @Blocking
  void on(ConsumerRecord<String, String> received) {
    inbox.take(this, received);
  }

  @Override
  public String consumer() {
    return "test.placements";
  }

  @Override
  public Handling handle(PublishedEvent event) {
    var latch = held.get(event.subject());
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    if (failing.contains(event.subject())) {
      throw new IllegalStateException("as the test wants it");
    }
    taken.add(
        new Taken(event.subject(), numberOf(event), Span.current().getSpanContext().getTraceId()));
    return switch (event) {
      case CaseEvent about -> {
        log.append(screened(about.caseRef()));
        yield Handling.done();
      }
      default -> Handling.notForUs();
    };
  }

  void failOn(CaseRef caseRef) {
    failing.add(caseRef.value());
  }

  void mend(CaseRef caseRef) {
    failing.remove(caseRef.value());
  }

  /** Until {@link #goOn}; whoever reads the case's partition then hears of nothing else there. */
  void hold(CaseRef caseRef) {
    held.put(caseRef.value(), new CountDownLatch(1));
  }

  void goOn() {
    held.values().forEach(CountDownLatch::countDown);
  }

  List<Taken> taken(CaseRef caseRef) {
    return taken.stream().filter(each -> each.subject().equals(caseRef.value())).toList();
  }

  record Taken(String subject, long number, String traceId) {}
}

package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opennrm.contracts.EventTypes;
import org.opennrm.contracts.Feed;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.policy.DomainClock;

/**
 * Publishes events by writing them down in the transaction that decided them: no event without its
 * cause, no cause without its event. The relay sends them after the commit.
 *
 * <p>Call it once, last in the transaction: from then on the transaction holds the stream of each
 * subject until it ends, which is what puts a subject's events in commit order.
 */
@ApplicationScoped
public class EventLog {
  private final AgroalDataSource database;
  private final EventCodec codec;
  private final DomainClock clock;
  private final TransactionSynchronizationRegistry transaction;
  private final Relay relay;
  private final String service;

  EventLog(
      AgroalDataSource database,
      EventCodec codec,
      DomainClock clock,
      TransactionSynchronizationRegistry transaction,
      Relay relay,
      @ConfigProperty(name = "nrm.service") String service) {
    this.database = database;
    this.codec = codec;
    this.clock = clock;
    this.transaction = transaction;
    this.relay = relay;
    this.service = service;
  }

  @Transactional(TxType.MANDATORY)
  public void append(PublishedEvent... events) {
    append(Arrays.asList(events));
  }

  /** Appends the events; those about one subject keep the order in which they are given. */
  @Transactional(TxType.MANDATORY)
  public void append(List<? extends PublishedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try (var connection = database.getConnection()) {
      EventLogTable.append(connection, entries(events));
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
    transaction.registerInterposedSynchronization(new WakeTheRelay());
  }

  private List<Entry> entries(List<? extends PublishedEvent> events) {
    record Fact(String topic, String subject, String family) {}
    var versions = new HashMap<Fact, TreeSet<Integer>>();
    var facts = new ArrayList<Fact>();
    for (var event : events) {
      if (event.feed() == Feed.CLOCK) {
        throw new IllegalArgumentException("The sandbox clock does not pass through the event log");
      }
      var type = codec.typeOf(event);
      var fact = new Fact(topicOf(event), event.subject(), EventTypes.familyOf(type));
      facts.add(fact);
      versions.computeIfAbsent(fact, _ -> new TreeSet<>()).add(EventTypes.versionOf(type));
    }
    var now = clock.now();
    var traceparent = TraceOfEvent.current();
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var fact = facts.get(i);
      entries.add(
          new Entry(
              EventId.next(),
              fact.topic(),
              fact.subject(),
              codec.typeOf(event),
              versions.get(fact).stream().map(String::valueOf).collect(Collectors.joining(",")),
              codec.write(event),
              now,
              traceparent));
    }
    return entries;
  }

  private String topicOf(PublishedEvent event) {
    return event.feed().topicOf(service);
  }

  private final class WakeTheRelay implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        relay.wake();
      }
    }
  }
}

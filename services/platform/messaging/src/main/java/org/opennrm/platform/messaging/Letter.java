package org.opennrm.platform.messaging;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record as it came off a topic, before anybody believes it. It can be parked and read again.
 *
 * @param headers the first value of each header
 */
record Letter(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable String value,
    NavigableMap<String, String> headers) {
  // An index entry has to fit on a database page; no reference of ours comes near it.
  private static final int LONGEST_SUBJECT = 200;
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]*");

  static Letter of(ConsumerRecord<String, String> received) {
    var headers = new TreeMap<String, String>();
    for (Header header : received.headers()) {
      if (header.value() != null) {
        headers.putIfAbsent(header.key(), Envelope.text(header.value()));
      }
    }
    return new Letter(
        received.topic(),
        received.partition(),
        received.offset(),
        received.key(),
        received.value(),
        headers);
  }

  /** Where the letter belongs; empty when it does not say so in a way that can be believed. */
  Optional<Address> address() {
    var subject = headers.get(Envelope.SUBJECT);
    var position = number(headers.get(Envelope.POSITION));
    var type = headers.get(Envelope.TYPE);
    var id = headers.get(Envelope.ID);
    var version = type == null ? null : Envelope.TYPE_NAME.matcher(type);
    var believable =
        subject != null
            && subject.length() <= LONGEST_SUBJECT
            && SUBJECT.matcher(subject).matches()
            && subject.equals(key)
            && topic.equals(headers.get(Envelope.SOURCE))
            && position > 0
            && id != null
            && !id.isBlank()
            && version != null
            && version.matches();
    if (!believable) {
      return Optional.empty();
    }
    var arrived = Integer.parseInt(version.group("version"));
    return versions(arrived)
        .map(published ->
            new Address(subject, position, id, type, version.group("family"), arrived, published));
  }

  private Optional<NavigableSet<Integer>> versions(int arrived) {
    var listed = headers.get(Envelope.VERSIONS);
    if (listed == null) {
      return Optional.of(new TreeSet<>(java.util.Set.of(arrived)));
    }
    if (!listed.matches("[1-9][0-9]{0,3}(,[1-9][0-9]{0,3}){0,31}")) {
      return Optional.empty();
    }
    var published =
        Arrays.stream(listed.split(",", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return published.contains(arrived) ? Optional.of(published) : Optional.empty();
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : 0;
  }

  /** A believable address: the place of an event in the stream of its source and subject. */
  record Address(
      String subject,
      long position,
      String id,
      String type,
      String family,
      int version,
      NavigableSet<Integer> published) {}
}

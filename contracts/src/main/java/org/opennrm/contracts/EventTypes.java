package org.opennrm.contracts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every published event by its wire name. A family is a wire name without its version: the versions
 * of a family say the same thing in different shapes.
 */
public final class EventTypes {
  private static final Pattern WIRE_NAME =
      Pattern.compile("(?<family>nrm\\.[a-z-]+\\.[a-z-]+)\\.v(?<version>[1-9][0-9]{0,3})");
  private static final NavigableMap<String, Class<? extends PublishedEvent>> RECORDS = records();
  private static final Map<String, NavigableSet<Integer>> VERSIONS = versions();

  private EventTypes() {}

  /** All events, ordered by wire name. */
  public static List<Class<? extends PublishedEvent>> all() {
    return List.copyOf(RECORDS.values());
  }

  /** The record of a wire name; empty for one that this build does not know. */
  public static Optional<Class<? extends PublishedEvent>> recordOf(String type) {
    return Optional.ofNullable(RECORDS.get(type));
  }

  /** The versions of a family that this build knows; empty for an unknown family. */
  public static NavigableSet<Integer> versionsOf(String family) {
    return VERSIONS.getOrDefault(family, Collections.emptyNavigableSet());
  }

  /** The wire name without its version. */
  public static String familyOf(String type) {
    return matched(type).group("family");
  }

  public static int versionOf(String type) {
    return Integer.parseInt(matched(type).group("version"));
  }

  private static Matcher matched(String type) {
    var matcher = WIRE_NAME.matcher(type);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a wire name of the form nrm.<service>.<event>.v<n>");
    }
    return matcher;
  }

  private static NavigableMap<String, Class<? extends PublishedEvent>> records() {
    var byType = new TreeMap<String, Class<? extends PublishedEvent>>();
    for (var event : permitted(PublishedEvent.class)) {
      var other = byType.put(PublishedEvent.typeOf(event), event);
      if (other != null) {
        throw new IllegalStateException(event + " and " + other + " share a wire name");
      }
    }
    return Collections.unmodifiableNavigableMap(byType);
  }

  private static List<Class<? extends PublishedEvent>> permitted(
      Class<? extends PublishedEvent> type) {
    if (type.isRecord()) {
      return List.of(type);
    }
    var found = new ArrayList<Class<? extends PublishedEvent>>();
    for (var permitted : type.getPermittedSubclasses()) {
      found.addAll(permitted(permitted.asSubclass(PublishedEvent.class)));
    }
    return found;
  }

  private static Map<String, NavigableSet<Integer>> versions() {
    var byFamily = new TreeMap<String, NavigableSet<Integer>>();
    for (var type : RECORDS.keySet()) {
      byFamily.computeIfAbsent(familyOf(type), _ -> new TreeSet<>()).add(versionOf(type));
    }
    byFamily.replaceAll((_, known) -> Collections.unmodifiableNavigableSet(known));
    return Collections.unmodifiableMap(byFamily);
  }
}

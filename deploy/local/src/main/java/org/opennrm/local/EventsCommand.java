package org.opennrm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./nrm events}: what is on its way, what stands still, and how it gets moving again. It
 * acts through the services' own doors, as the operator.
 */
final class EventsCommand {

  private static final String OPERATOR = "operations";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Installation installation;
  private final Terminal terminal;
  private final ServiceDoors doors = new ServiceDoors();

  EventsCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.terminal = terminal;
  }

  /** Whether the arguments were understood. */
  boolean run(List<String> arguments) {
    String what = arguments.isEmpty() ? "show" : arguments.getFirst();
    List<String> of = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    switch (what + "/" + of.size()) {
      case "show/0" -> show();
      case "release/2", "set-aside/2" -> parked(of.getFirst(), of.getLast(), what);
      case "replay/1" -> replay(wish(of.getFirst()));
      case "replay/2" -> replay(wish(of.getFirst()).put("since", of.getLast()));
      case "anew/1" -> replay(wish(of.getFirst()).put("anew", true));
      case "rebuild/1" -> rebuild(of.getFirst());
      case "settle/2" -> settle(of.getFirst(), of.getLast());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void show() {
    for (String service : installation.services()) {
      JsonNode road = doors.get(token(), door(service, "events"));
      terminal.line(
          "%s: %d pending, %.1f s behind%s%s"
              .formatted(
                  service,
                  road.path("pending").asLong(),
                  road.path("behindSeconds").asDouble(),
                  road.path("gettingThrough").asBoolean() ? "" : ", nothing gets through",
                  road.path("givingWay").asBoolean() ? ", figures and batches give way" : ""));
      for (JsonNode copy : road.path("copies")) {
        row(
            "publishes on",
            copy.path("topic").asText(),
            "%d records confirmed%s"
                .formatted(
                    copy.path("records").asLong(),
                    copy.path("copy").asInt() == 0
                        ? ""
                        : ", lost and rebuilt %d times".formatted(copy.path("copy").asInt())));
      }
      for (JsonNode consumer : road.path("consumers")) {
        row(
            "reads",
            consumer.path("topic").asText(),
            "as %s%s, news %.1f s old"
                .formatted(
                    consumer.path("consumer").asText(),
                    consumer.path("projection").asBoolean() ? " (can be made anew)" : "",
                    consumer.path("behindSeconds").asDouble()));
      }
      road.path("blocked").forEach(this::blocked);
      road.path("replays").forEach(this::replayed);
      road.path("withoutCause").forEach(this::withoutCause);
    }
  }

  private void withoutCause(JsonNode lost) {
    row(
        "SET BACK",
        lost.path("type").asText(),
        "%d told others and not known here any longer, from %s to %s; found %s"
            .formatted(
                lost.path("events").asLong(),
                lost.path("from").asText(),
                lost.path("to").asText(),
                lost.path("foundAt").asText()));
  }

  private void blocked(JsonNode blocked) {
    row(
        blocked.path("reason").asText().equals("gap") ? "waits" : "STANDS STILL",
        blocked.path("parked").asText(),
        "%s, %s of %s: %s; %d waiting; %s until %s%s"
            .formatted(
                blocked.path("consumer").asText(),
                blocked.path("type").asText("a record"),
                blocked.path("topic").asText(),
                blocked.path("reason").asText(),
                blocked.path("waiting").asInt(),
                blocked.path("owner").asText(),
                blocked.path("due").asText(),
                blocked.path("overdue").asBoolean() ? " (OVERDUE)" : ""));
  }

  private void replayed(JsonNode replay) {
    boolean done = replay.hasNonNull("doneAt");
    row(
        done ? "read again" : "reads again",
        replay.path("topic").asText(),
        "as %s (%s)%s"
            .formatted(
                replay.path("consumer").asText(),
                replay.path("because").asText(),
                done
                    ? ": %d records, done %s"
                        .formatted(replay.path("records").asLong(), replay.path("doneAt").asText())
                    : ""));
  }

  private void parked(String consumer, String event, String what) {
    JsonNode answer =
        doors.post(
            token(),
            door(serviceOf(consumer), "parked/" + event + "/" + what),
            wish(consumer).toString());
    told(answer.path("events").asInt());
  }

  private void replay(ObjectNode wish) {
    String service = serviceOf(wish.path("consumer").asText());
    JsonNode answer = doors.post(token(), door(service, "replays"), wish.toString());
    answer.forEach(this::replayed);
    terminal.line("./nrm events shows when it is done.");
  }

  private void settle(String service, String foundUntil) {
    ObjectNode settled = JSON.createObjectNode().put("foundUntil", foundUntil);
    told(
        doors
            .post(token(), door(serviceOf(service), "without-cause/settle"), settled.toString())
            .path("events")
            .asInt());
  }

  /** A topic is called {@code nrm.<service>}, maybe with more behind it. */
  private void rebuild(String topic) {
    String service = serviceOf(topic.replaceFirst("^nrm\\.", ""));
    told(
        doors
            .post(token(), door(service, "topics/" + topic + "/rebuild"), "")
            .path("events")
            .asInt());
  }

  private void told(int events) {
    terminal.line(events == 1 ? "1 event." : events + " events.");
  }

  private void row(String what, String which, String how) {
    terminal.line(String.format(Locale.ROOT, "  %-13s %-36s %s", what, which, how));
  }

  private static ObjectNode wish(String consumer) {
    return JSON.createObjectNode().put("consumer", consumer);
  }

  private URI door(String service, String path) {
    return installation.url(service).resolve("/" + service + "/operations/" + path);
  }

  /** Consumers and topics begin with the name of their service. */
  private String serviceOf(String name) {
    String service = name.split("\\.", 2)[0];
    if (!installation.services().contains(service)) {
      throw new Trouble(
          "\""
              + name
              + "\" belongs to none of "
              + String.join(", ", installation.services())
              + ".");
    }
    return service;
  }

  private String token() {
    return installation.clientToken(OPERATOR);
  }
}

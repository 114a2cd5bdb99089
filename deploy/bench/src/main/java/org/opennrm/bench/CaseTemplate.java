package org.opennrm.bench;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one closed case as PostgreSQL's COPY writes them, to be written again for other
 * cases: with references of their own and moments further back, and nothing else changed. Sealed
 * content and the chain of the access log are copies too, so nobody can open or verify those of
 * generated cases.
 */
final class CaseTemplate {

  /** Generated cases begin so far from each other. */
  static final long SECONDS_APART = 150;

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}([ T])\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(Z|\\+00)");

  private static final long MICROS = 1_000_000;

  /** A piece of a row. */
  private sealed interface Piece {

    record Fixed(String text) implements Piece {}

    record Reference(int slot) implements Piece {}

    record Moment(long micros, String between, String zone) implements Piece {}
  }

  private record Slot(String template, int which) {}

  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Integer> slotOf = new HashMap<>();
  private final Map<String, List<List<Piece>>> rows = new LinkedHashMap<>();

  /**
   * @param byTable lines of COPY's text format, by the name of their table
   */
  CaseTemplate(Map<String, List<String>> byTable) {
    byTable.forEach((table, lines) -> rows.put(table, lines.stream().map(this::pieces).toList()));
  }

  int rowsOf(String table) {
    return rows.getOrDefault(table, List.of()).size();
  }

  /** Appends the rows of one table for a generated case. */
  void write(String table, long number, StringBuilder out) {
    long back = (number + 1) * SECONDS_APART * MICROS;
    // Most tables have few of them, and each costs more than the rest of a row.
    @Nullable String[] references = new String[slots.size()];
    for (List<Piece> row : rows.getOrDefault(table, List.of())) {
      for (Piece piece : row) {
        switch (piece) {
          case Piece.Fixed(String text) -> out.append(text);
          case Piece.Reference(int slot) -> out.append(reference(slot, number, references));
          case Piece.Moment(long micros, String between, String zone) ->
              Moments.append(micros - back, between, zone, out);
        }
      }
      out.append('\n');
    }
  }

  private String reference(int slot, long number, @Nullable String[] known) {
    String reference = known[slot];
    if (reference == null) {
      reference = Marks.of(slots.get(slot).template(), number, slots.get(slot).which());
      known[slot] = reference;
    }
    return reference;
  }

  private List<Piece> pieces(String line) {
    List<Piece> pieces = new ArrayList<>();
    Matcher reference = Marks.REFERENCE.matcher(line);
    Matcher moment = MOMENT.matcher(line);
    int at = 0;
    boolean isReference = reference.find();
    boolean isMoment = moment.find();
    while (isReference || isMoment) {
      if (isReference && (!isMoment || reference.start() < moment.start())) {
        pieces.add(new Piece.Fixed(line.substring(at, reference.start())));
        pieces.add(new Piece.Reference(slot(reference.group())));
        at = reference.end();
        isReference = reference.find();
      } else {
        pieces.add(new Piece.Fixed(line.substring(at, moment.start())));
        pieces.add(moment(moment));
        at = moment.end();
        isMoment = moment.find();
      }
    }
    pieces.add(new Piece.Fixed(line.substring(at)));
    return pieces;
  }

  private static Piece.Moment moment(Matcher found) {
    String local = found.group().replace(' ', 'T').replace("Z", "").replace("+00", "");
    Instant at = LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    return new Piece.Moment(
        at.getEpochSecond() * MICROS + at.getNano() / 1_000, found.group(1), found.group(2));
  }

  private int slot(String reference) {
    return slotOf.computeIfAbsent(
        reference,
        _ -> {
          String kind = kind(reference);
          int which =
              (int) slots.stream().filter(each -> kind(each.template()).equals(kind)).count();
          if (which >= Marks.MOST_OF_A_KIND * (kind.isEmpty() ? 4 : 1)) {
            throw new Trouble("A template case has too many references of one kind.");
          }
          slots.add(new Slot(reference, which));
          return slots.size() - 1;
        });
  }

  /** Ids are told apart by their own beginnings, so they share one count. */
  private static String kind(String reference) {
    Matcher named = Marks.REFERENCE.matcher(reference);
    return named.matches() && named.group(1) != null ? named.group(1) : "";
  }
}

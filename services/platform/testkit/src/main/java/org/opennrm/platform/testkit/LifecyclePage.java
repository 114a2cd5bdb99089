package org.opennrm.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;

/**
 * Runs every state of a lifecycle against every command, proves that the samples and the table of
 * what is possible are complete, and draws the page in {@code docs/lifecycles} from what really
 * happened. The build fails when the page is stale; {@code -Dnrm.write=true} writes it anew.
 *
 * @param <S> the sealed states
 * @param <C> the sealed commands
 */
public final class LifecyclePage<S, C> {

  private final String name;
  private final List<S> states;
  private final List<C> commands;
  private final BiFunction<S, C, ? extends Ruling<S, ?>> decide;

  private LifecyclePage(
      String name,
      List<S> states,
      List<C> commands,
      BiFunction<S, C, ? extends Ruling<S, ?>> decide) {
    this.name = name;
    this.states = states;
    this.commands = commands;
    this.decide = decide;
  }

  /**
   * @param states at least one sample of every state
   * @param commands at least one sample of every command, several where a rule looks at content
   */
  public static <S, C> LifecyclePage<S, C> of(
      String name,
      List<S> states,
      List<C> commands,
      BiFunction<S, C, ? extends Ruling<S, ?>> decide) {
    return new LifecyclePage<>(name, states, commands, decide);
  }

  /** Every leaf of both sealed hierarchies has a sample. */
  public LifecyclePage<S, C> coversAll(Class<S> stateType, Class<C> commandType) {
    assertThat(classesOf(states)).as("sampled states").isEqualTo(leavesOf(stateType));
    assertThat(classesOf(commands)).as("sampled commands").isEqualTo(leavesOf(commandType));
    return this;
  }

  /** What {@code possibleIn} promises is exactly what some sampled command can do. */
  public LifecyclePage<S, C> permitsExactly(Function<S, Set<Class<? extends C>>> possibleIn) {
    for (var state : states) {
      var promised = new TreeSet<String>();
      possibleIn.apply(state).forEach(c -> promised.add(c.getSimpleName()));
      var done = new TreeSet<String>();
      for (var other : states) {
        if (other.getClass() == state.getClass()) {
          for (var command : commands) {
            if (decide.apply(other, command) instanceof Moved) {
              done.add(command.getClass().getSimpleName());
            }
          }
        }
      }
      assertThat(done).as("steps out of %s", nameOf(state)).isEqualTo(promised);
    }
    return this;
  }

  /** Compares with {@code docs/lifecycles/<name>.md}. */
  public void isDrawnIn(String file) {
    var page = Path.of(System.getProperty("nrm.root"), "docs", "lifecycles", file);
    try {
      if (Boolean.getBoolean("nrm.write")) {
        Files.createDirectories(page.getParent());
        Files.writeString(page, markdown());
      }
      assertThat(page).as("run the test with -Dnrm.write=true to draw it").exists();
      assertThat(Files.readString(page)).isEqualTo(markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String markdown() {
    var edges = new TreeMap<String, Set<String>>();
    var refusals = new TreeMap<String, Set<String>>();
    for (var state : states) {
      for (var command : commands) {
        var step = command.getClass().getSimpleName();
        switch (decide.apply(state, command)) {
          case Moved<S, ?> moved ->
              edges
                  .computeIfAbsent(
                      nameOf(state) + " --> " + nameOf(moved.next()), _ -> new TreeSet<>())
                  .add(step);
          case Refused<S, ?> refused ->
              refusals.computeIfAbsent(refused.rule().name(), _ -> new TreeSet<>()).add(step);
        }
      }
    }
    var lines = new ArrayList<String>();
    lines.add("# " + name);
    lines.add("");
    lines.add("Drawn by the build from the rules themselves; do not edit.");
    lines.add("");
    lines.add("```mermaid");
    lines.add("stateDiagram-v2");
    lines.add("  [*] --> " + nameOf(states.getFirst()));
    edges.forEach((edge, steps) -> lines.add("  " + edge + ": " + String.join(" / ", steps)));
    lines.add("```");
    lines.add("");
    lines.add("| step | from | to |");
    lines.add("|---|---|---|");
    rows(edges).forEach(lines::add);
    lines.add("");
    lines.add("| rule that refuses | steps it has refused |");
    lines.add("|---|---|");
    refusals.forEach(
        (rule, steps) -> lines.add("| `" + rule + "` | " + String.join(", ", steps) + " |"));
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> rows(Map<String, Set<String>> edges) {
    var rows = new TreeSet<String>();
    edges.forEach((edge, steps) -> {
      var arrow = edge.indexOf(" --> ");
      for (var step : steps) {
        rows.add(
            "| "
                + step
                + " | "
                + edge.substring(0, arrow)
                + " | "
                + edge.substring(arrow + 5)
                + " |");
      }
    });
    return rows.stream();
  }

  private static String nameOf(Object state) {
    return state.getClass().getSimpleName();
  }

  private static Set<Class<?>> classesOf(List<?> samples) {
    var classes = new LinkedHashSet<Class<?>>();
    samples.forEach(s -> classes.add(s.getClass()));
    return classes;
  }

  private static Set<Class<?>> leavesOf(Class<?> sealed) {
    var leaves = new LinkedHashMap<String, Class<?>>();
    collect(sealed, leaves);
    return new LinkedHashSet<>(leaves.values());
  }

  private static void collect(Class<?> type, Map<String, Class<?>> leaves) {
    if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        collect(permitted, leaves);
      }
    } else {
      leaves.put(type.getName(), type);
    }
  }
}

package org.opennrm.platform.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries a rule with many drawn sequences of steps. A sequence that breaks it is reported with its
 * seed and cut down to steps of which none can be left out.
 *
 * <p>A step must hold all the chance it needs, so that the others mean the same without it.
 */
public final class SeededTrials {

  /** Takes the steps from a fresh start and throws when something is not as it must be. */
  public interface Trial<S> {
    void take(List<S> steps);
  }

  private SeededTrials() {}

  /**
   * @param length how many steps each sequence has
   * @param draw draws one step
   */
  public static <S> void run(int seeds, int length, Function<Dice, S> draw, Trial<S> trial) {
    for (var seed = 0; seed < seeds; seed++) {
      var steps = drawn(seed, length, draw);
      var failure = failureOf(trial, steps);
      if (failure != null) {
        throw broken(seed, steps.size(), shrunk(trial, steps), trial);
      }
    }
  }

  /** The sequence that a seed stands for. */
  static <S> List<S> drawn(long seed, int length, Function<Dice, S> draw) {
    var dice = new Dice(seed);
    var steps = new ArrayList<S>(length);
    for (var i = 0; i < length; i++) {
      steps.add(draw.apply(dice));
    }
    return steps;
  }

  /** Leaves out halves, quarters and so on down to single steps, as long as it still breaks. */
  private static <S> List<S> shrunk(Trial<S> trial, List<S> steps) {
    var kept = steps;
    for (var size = Math.max(1, steps.size() / 2); size > 0; ) {
      var fewer = withoutOnePart(trial, kept, size);
      if (fewer.size() < kept.size()) {
        kept = fewer;
      } else {
        size /= 2;
      }
    }
    return kept;
  }

  private static <S> List<S> withoutOnePart(Trial<S> trial, List<S> steps, int size) {
    for (var start = 0; start < steps.size(); start += size) {
      var rest = new ArrayList<>(steps.subList(0, start));
      rest.addAll(steps.subList(Math.min(start + size, steps.size()), steps.size()));
      if (failureOf(trial, rest) != null) {
        return rest;
      }
    }
    return steps;
  }

  private static <S> AssertionError broken(long seed, int drawn, List<S> left, Trial<S> trial) {
    var failure = failureOf(trial, left);
    var list = left.stream().map(step -> "  " + step).collect(Collectors.joining("\n"));
    return new AssertionError(
        "Seed %d breaks it, with %d of %d steps:%n%s%n%s"
            .formatted(seed, left.size(), drawn, list, failure),
        failure);
  }

  private static <S> @Nullable Throwable failureOf(Trial<S> trial, List<S> steps) {
    try {
      trial.take(steps);
      return null;
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      return failure;
    }
  }
}

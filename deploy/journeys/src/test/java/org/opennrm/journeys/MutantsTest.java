package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mutant of the safety code still has something to break, and a check that could notice.
 * Whether it does notice, {@code ./nrm test --mutants} finds out.
 */
class MutantsTest {
  private static final Path ROOT = Path.of(System.getProperty("nrm.root"));

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void aMutantFindsWhatItBreaksOnce(Path mutant) throws IOException {
    var lines = Files.readAllLines(mutant);
    var broken = Files.readString(ROOT.resolve(told(lines, "file")));
    assertThat(told(lines, "breaks")).isNotBlank();
    assertThat(textsToReplace(lines))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(broken.split(Pattern.quote(text), -1)).hasSize(2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void aMutantNamesACheckThatExists(Path mutant) throws IOException {
    var check = told(Files.readAllLines(mutant), "check");
    var module = check.substring(0, check.indexOf(' '));
    var test = check.substring(check.indexOf(' ') + 1);
    var method = test.contains("#") ? test.substring(test.indexOf('#') + 1) + "(" : "@Test";
    var type = test.contains("#") ? test.substring(0, test.indexOf('#')) : test;
    var source = ROOT.resolve(module + "/src/test/java/" + type.replace('.', '/') + ".java");
    assertThat(source).content().contains(method);
  }

  static List<Path> mutants() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy/journeys/mutants/list"))) {
      return files.sorted().toList();
    }
  }

  private static String told(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what + ": "))
        .map(line -> line.substring(what.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> textsToReplace(List<String> lines) {
    var texts = new ArrayList<String>();
    @Nullable StringBuilder text = null;
    for (var line : lines) {
      if (line.equals("--- instead of")) {
        text = new StringBuilder();
      } else if (line.equals("--- write") && text != null) {
        texts.add(text.toString());
        text = null;
      } else if (text != null) {
        text.append(line).append('\n');
      }
    }
    return texts;
  }
}

package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void withoutWordsTheUsualIsMeasured() {
    assertThat(Options.parse()).isEqualTo(Options.USUAL);
    assertThat(Options.USUAL.cases()).isEqualTo(50 * 45);
  }

  @Test
  void everyOptionIsHeard() {
    assertThat(
            Options.parse(
                "--rate",
                "200",
                "--seconds",
                "60",
                "--warm-up",
                "5",
                "--seed",
                "-9",
                "--files-rate",
                "30",
                "--arrivals",
                "even",
                "--services",
                "measuring"))
        .isEqualTo(
            new Options(200, 60, 5, -9, 30, Options.Spacing.EVEN, Options.Services.MEASURING));
  }

  @Test
  void everyOptionIsExplained() {
    assertThat(Options.help())
        .contains(
            "--rate",
            "--seconds",
            "--warm-up",
            "--seed",
            "--files-rate",
            "--arrivals",
            "--services");
    assertThat(Options.askForHelp("--rate", "5", "--help")).isTrue();
    assertThat(Options.askForHelp("--rate", "5")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate fast       | --rate is a whole number, not \"fast\".",
        "--rate            | --rate is a whole number, not \"\".",
        "--rate 0          | --rate is a number from 1 to 5000, not 0.",
        "--seconds 90000   | --seconds is a number from 1 to 86400, not 90000.",
        "--warm-up -1      | --warm-up is a number from 0 to 3600, not -1.",
        "--arrivals late   | --arrivals is random or even, not \"late\".",
        "--services other  | --services is running or measuring, not \"other\".",
        "--speed 9         | There is no option --speed here; --help lists them.",
        "50                | \"50\" is no option; --help lists them.",
        "--seconds 86400   | That would be more than 200000 needs; ask for fewer."
      })
  void whatCannotBeMeantIsRefusedInOneLine(String words, String line) {
    String[] arguments = java.util.regex.Pattern.compile(" ").split(words);

    assertThatThrownBy(() -> Options.parse(arguments)).isInstanceOf(Trouble.class).hasMessage(line);
  }
}

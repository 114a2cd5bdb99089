package org.opennrm.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {
  private static final JavaClasses KEPT = classesOf("kept");
  private static final JavaClasses BROKEN = classesOf("broken");

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleFindsWhoBreaksIt(ArchRule rule) {
    assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleLeavesOthersAlone(ArchRule rule) {
    assertThatCode(() -> rule.check(KEPT)).doesNotThrowAnyException();
  }

  @Test
  void nothingToCheckIsAMistake() {
    assertThatThrownBy(() -> ArchitectureRules.holdIn("org.opennrm.nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static List<ArchRule> rules() {
    return ArchitectureRules.all("org.opennrm.fixture.broken");
  }

  private static JavaClasses classesOf(String folder) {
    return new ClassFileImporter().importPackages("org.opennrm.fixture." + folder);
  }
}

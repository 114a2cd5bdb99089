package org.opennrm.identification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.ArchitectureRules;

class ArchitectureTest {

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.holdIn("org.opennrm.identification");
  }

  /**
   * DOMAIN 2.2 keeps three facts apart: what a decision is made in can reach neither what the
   * person wishes nor what they agreed to, and so neither a return nor a readiness to speak.
   */
  @Test
  void aFindingCanReadNeitherTheReturnWishNorTheReadinessToSpeak() {
    noClasses()
        .that()
        .resideInAPackage("org.opennrm.identification.casefile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.opennrm.identification.consent..",
            "org.opennrm.identification.need..",
            "org.opennrm.identification.screening..",
            "org.opennrm.identification.interview..",
            "org.opennrm.identification.reflection..",
            "org.opennrm.identification.help..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.opennrm.identification"));
  }
}

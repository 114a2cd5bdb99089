package org.opennrm.platform.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;

/**
 * The rules of the house that a compiler cannot hold. A module proves itself with one test: {@code
 * ArchitectureRules.holdIn("org.opennrm.shelter")}.
 */
public final class ArchitectureRules {
  private static final String MESSAGING = "org.opennrm.platform.messaging..";
  private static final String VIRTUAL_THREAD = "io.smallrye.common.annotation.RunOnVirtualThread";
  private static final String DOMAIN_CLOCK = "org.opennrm.platform.policy.DomainClock";

  /** Rules must be readable and testable without a framework. */
  public static final ArchRule MODEL_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("org.opennrm..model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "org.opennrm.contracts.ids..", "org.opennrm..model..")
          .because("rules must be readable and testable without a framework")
          .allowEmptyShould(true);

  /** Whatever is published passes through the event log, in the transaction that decided it. */
  public static final ArchRule ONLY_MESSAGING_PRODUCES =
      noClasses()
          .that()
          .resideOutsideOfPackage(MESSAGING)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.kafka.clients.producer..")
                  .or(assignableTo("org.eclipse.microprofile.reactive.messaging.Emitter"))
                  .or(assignableTo("org.eclipse.microprofile.reactive.messaging.Outgoing"))
                  .or(assignableTo("io.smallrye.reactive.messaging.EmitterType")))
          .because("an event outside the event log can be lost, or tell what was rolled back")
          .allowEmptyShould(true);

  /** A row is its store's own affair; an entity as an API body is how shapes leak. */
  public static final ArchRule ROWS_STAY_HOME =
      classes()
          .that()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .should()
          .bePackagePrivate()
          .because("a row is its store's own affair")
          .allowEmptyShould(true);

  /** Time is a parameter: else the sandbox's clock and every test of a deadline would lie. */
  public static final ArchRule TIME_COMES_FROM_THE_DOMAIN_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage(MESSAGING)
          .and()
          .doNotHaveFullyQualifiedName(DOMAIN_CLOCK)
          .should()
          .accessTargetWhere(readsTheMachineClock())
          .because("time is injected; only the domain clock and messaging's technical time read it")
          .allowEmptyShould(true);

  /** A virtual thread per record would switch the order of a case's events off. */
  public static final ArchRule CONSUMERS_KEEP_ORDER =
      methods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .notBeAnnotatedWith(VIRTUAL_THREAD)
          .andShould()
          .beDeclaredInClassesThat()
          .areNotAnnotatedWith(VIRTUAL_THREAD)
          .because("on virtual threads a case's events are no longer taken in in order")
          .allowEmptyShould(true);

  /** A consumer that works on a partition's records side by side mixes a case's events up. */
  public static final ArchRule CONSUMERS_TAKE_ONE_AFTER_THE_OTHER =
      methods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should(new TakeOneRecordAfterTheOther())
          .because("a case's events are taken in in order")
          .allowEmptyShould(true);

  /** Whoever is refused reads why, in each language there is. */
  public static final ArchRule REFUSALS_ARE_EXPLAINED =
      classes()
          .that()
          .implement("org.opennrm.platform.policy.model.Ruling$Rule")
          .and()
          .areEnums()
          .should(new HaveASentenceForEachConstant())
          .because("a code alone does not tell anybody at a desk what to do instead")
          .allowEmptyShould(true);

  private ArchitectureRules() {}

  /** Features of one service know each other in one direction only. */
  public static ArchRule featuresAreAcyclic(String servicePackage) {
    return slices()
        .matching(servicePackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature must be understandable without its neighbours")
        .allowEmptyShould(true);
  }

  /** All rules that hold in every module below the package. */
  public static List<ArchRule> all(String servicePackage) {
    return List.of(
        MODEL_IS_PLAIN_JAVA,
        ONLY_MESSAGING_PRODUCES,
        ROWS_STAY_HOME,
        TIME_COMES_FROM_THE_DOMAIN_CLOCK,
        CONSUMERS_KEEP_ORDER,
        CONSUMERS_TAKE_ONE_AFTER_THE_OTHER,
        REFUSALS_ARE_EXPLAINED,
        featuresAreAcyclic(servicePackage));
  }

  /** Checks every rule against the production classes below the package. */
  public static void holdIn(String servicePackage) {
    var classes = classesOf(servicePackage);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("No classes below " + servicePackage);
    }
    all(servicePackage).forEach(rule -> rule.check(classes));
  }

  private static JavaClasses classesOf(String servicePackage) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(servicePackage);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheMachineClock() {
    return DescribedPredicate.describe(
        "reads the machine's clock",
        access -> {
          var owner = access.getTargetOwner();
          var name = access.getTarget().getName();
          if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
          }
          if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
          }
          return owner.getPackageName().equals("java.time")
              && name.equals("now")
              && access.getTarget() instanceof CodeUnitAccessTarget called
              && called.getRawParameterTypes().stream()
                  .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        });
  }

  private static final class TakeOneRecordAfterTheOther extends ArchCondition<JavaMethod> {
    private static final String BLOCKING = "io.smallrye.reactive.messaging.annotations.Blocking";

    TakeOneRecordAfterTheOther() {
      super("take one record after the other");
    }

    @Override
    public void check(JavaMethod consumer, ConditionEvents events) {
      var unordered =
          consumer
              .tryGetAnnotationOfType(BLOCKING)
              .flatMap(blocking -> blocking.get("ordered"))
              .filter(Boolean.FALSE::equals);
      if (unordered.isPresent()) {
        events.add(
            SimpleConditionEvent.violated(
                consumer, consumer.getFullName() + " takes records in side by side"));
      }
    }
  }

  private static final class HaveASentenceForEachConstant extends ArchCondition<JavaClass> {
    private static final List<String> TEXTS =
        List.of(
            "/org/opennrm/platform/web/problems.properties",
            "/org/opennrm/platform/web/problems_bs.properties");

    HaveASentenceForEachConstant() {
      super("have a sentence for each constant");
    }

    @Override
    public void check(JavaClass rules, ConditionEvents events) {
      for (var file : TEXTS) {
        var texts = textsOf(file);
        for (var constant : rules.getFields()) {
          if (constant.getModifiers().contains(JavaModifier.ENUM)
              && !texts.containsKey("rule." + constant.getName())) {
            events.add(
                SimpleConditionEvent.violated(
                    rules, "rule." + constant.getName() + " is missing in " + file));
          }
        }
      }
    }

    private static Properties textsOf(String file) {
      try (var in = ArchitectureRules.class.getResourceAsStream(file)) {
        var texts = new Properties();
        texts.load(new InputStreamReader(requireNonNull(in, file), UTF_8));
        return texts;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

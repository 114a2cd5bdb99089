import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests that it is given, by class or {@code class#method}. Writes a line for each that
 * fails; ends with 0 when all passed, 1 when one failed, 2 when there was none.
 */
final class RunTests implements TestExecutionListener {
  private int passed;
  private int failed;

  private RunTests() {}

  public static void main(String[] tests) {
    var seen = new RunTests();
    var asked =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(tests)
                    .map(test -> test.contains("#") ? selectMethod(test) : selectClass(test))
                    .toList())
            .build();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getLauncher().execute(asked, seen);
    }
    // What a test left running must not keep the process.
    Runtime.getRuntime().halt(seen.failed > 0 ? 1 : seen.passed > 0 ? 0 : 2);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.SUCCESSFUL) {
      passed += test.isTest() ? 1 : 0;
      return;
    }
    failed++;
    System.out.println("FAILED " + test.getLegacyReportingName());
    result.getThrowable().ifPresent(Throwable::printStackTrace);
  }
}

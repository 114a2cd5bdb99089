package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.opennrm.bench.Backlog.Waiting;
import org.opennrm.bench.Checker.Findings;
import org.opennrm.bench.Latencies.Summary;

/** The images are left in the target folder for whoever wants to look at them. */
class PlotsTest {

  @Test
  void aLadderAndAnOverloadAreDrawn() throws IOException {
    var rungs = List.of(load(5, 20), load(10, 24), load(15, 60), load(22, 1_800));
    assertThat(drawn("plot-latency.png", Plots.latencyOverRate(rungs)).getWidth()).isEqualTo(760);
    assertThat(drawn("plot-processors.png", Plots.processorsOverRate(rungs)).getHeight())
        .isEqualTo(380);
    assertThat(drawn("plot-backlog.png", Plots.backlogOverTime(load(100, 9_000)))).isNotNull();
  }

  @Test
  void sizesAreDrawn() throws IOException {
    var line =
        new Plots.Line("list", new double[] {1_000, 100_000, 1_000_000}, new double[] {3, 3.5, 4});
    assertThat(drawn("plot-sizes.png", Plots.overSize("Pages", "milliseconds", List.of(line))))
        .isNotNull();
  }

  @Test
  void aPageIsOneFileWithoutMarkupFromFigures() {
    String html =
        new Page("Bench <1>").printed(out -> out.println("a < b")).plot(new byte[] {1}, "x").html();
    assertThat(html).contains("Bench &lt;1&gt;", "a &lt; b", "data:image/png;base64,AQ==");
  }

  private static BufferedImage drawn(String name, byte[] png) throws IOException {
    Files.write(Files.createDirectories(Path.of("target")).resolve(name), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static LoadFigures load(int rate, double millis) {
    Summary times = new Summary(100, millis / 3, millis / 2, millis, millis * 2);
    List<Waiting> waiting = new ArrayList<>();
    List<Waiting> behind = new ArrayList<>();
    for (int second = 0; second <= 60; second++) {
      waiting.add(
          new Waiting(second, Math.max(0, second < 20 ? second * 60 : 1_800 - second * 30)));
      behind.add(new Waiting(second, Math.max(0, second < 20 ? second * 10 : 400 - second * 10)));
    }
    return new LoadFigures(
        rate,
        20,
        Mix.EVERYDAY,
        Map.of(Mix.Step.REFERRAL.title(), times),
        times,
        times,
        times,
        times,
        rate,
        rate,
        waiting,
        behind,
        40,
        Map.of(),
        new Costs(100, Map.of("identification", 26.0), Map.of(), Map.of(), Map.of()),
        0,
        Math.min(1, rate / 25.0),
        new LoadFigures.Checked(100, 0, 100, new Findings(Set.of(), Set.of(), Set.of())));
  }
}

package org.opennrm.bench;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.opennrm.bench.Backlog.Waiting;

/** Draws what a table of numbers does not show at a glance; each plot an image for a page. */
final class Plots {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;

  private Plots() {}

  static byte[] latencyOverRate(List<LoadFigures> rungs) {
    XYChart chart = chart("The whole road over the rate", "cases a second", "milliseconds");
    chart.getStyler().setYAxisLogarithmic(true);
    line(chart, "road p50", rungs, rung -> rung.requestToLedger().p50());
    line(chart, "road p95", rungs, rung -> rung.requestToLedger().p95());
    line(chart, "road p99", rungs, rung -> rung.requestToLedger().p99());
    line(chart, "answer p99", rungs, rung -> rung.referralAnswered().p99());
    line(chart, "commit to broker p99", rungs, rung -> rung.commitToBroker().p99());
    return png(chart);
  }

  static byte[] processorsOverRate(List<LoadFigures> rungs) {
    XYChart chart = chart("What they cost", "cases a second", "per cent, or milliseconds for each");
    chart.getStyler().setYAxisMin(0.0);
    line(chart, "processors busy, %", rungs, rung -> rung.busy() * 100);
    line(chart, "processor ms for each case", rungs, rung -> rung.costs().systemMillis());
    return png(chart);
  }

  /** How many waited during an overload and afterwards. */
  static byte[] backlogOverTime(LoadFigures overload) {
    XYChart chart =
        chart(
            "%d cases a second for %d s, and the drain"
                .formatted(overload.rate(), overload.seconds()),
            "seconds since the load began",
            "referrals");
    chart.getStyler().setYAxisMin(0.0);
    waiting(chart, "not answered yet", overload.unanswered());
    waiting(chart, "committed, not in the ledger yet", overload.notInLedger());
    double highest = overload.unanswered().stream().mapToLong(Waiting::count).max().orElse(0);
    chart
        .addSeries(
            "end of the load",
            new double[] {overload.seconds(), overload.seconds()},
            new double[] {0, Math.max(1, highest)})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY);
    return png(chart);
  }

  /** Something over the number of closed cases. */
  static byte[] overSize(String title, String unit, List<Line> lines) {
    XYChart chart = chart(title, "closed cases in the databases", unit);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    lines.forEach(each -> chart.addSeries(each.name(), each.x(), each.y()));
    return png(chart);
  }

  /** A named line through points. */
  record Line(String name, double[] x, double[] y) {}

  /** An image inside a page, so that the page is one file. */
  static String inline(byte[] png, String alternative) {
    return "<img alt=\"%s\" src=\"data:image/png;base64,%s\">%n"
        .formatted(alternative, Base64.getEncoder().encodeToString(png));
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  private static void line(
      XYChart chart, String name, List<LoadFigures> rungs, ToDoubleFunction<LoadFigures> of) {
    List<LoadFigures> rising =
        rungs.stream().sorted(java.util.Comparator.comparingInt(LoadFigures::rate)).toList();
    chart.addSeries(
        name,
        rising.stream().mapToDouble(LoadFigures::rate).toArray(),
        // A logarithmic axis has no place for nothing.
        rising.stream().mapToDouble(of).map(value -> Math.max(0.1, value)).toArray());
  }

  private static void waiting(XYChart chart, String name, List<Waiting> waiting) {
    chart
        .addSeries(
            name,
            waiting.stream().mapToDouble(Waiting::seconds).toArray(),
            waiting.stream().mapToDouble(Waiting::count).toArray())
        .setMarker(SeriesMarkers.NONE);
  }

  private static byte[] png(XYChart chart) {
    System.setProperty("java.awt.headless", "true");
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      BitmapEncoder.saveBitmap(chart, bytes, BitmapFormat.PNG);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new Trouble("A plot cannot be drawn: " + e.getMessage(), e);
    }
  }
}

package org.opennrm.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A report as one file that a browser opens: what the terminal showed, and plots. */
final class Page {

  private final StringBuilder body = new StringBuilder();
  private final String title;

  Page(String title) {
    this.title = title;
  }

  /** The same lines as on the terminal. */
  Page printed(Consumer<PrintStream> report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    body.append("<pre>").append(escaped(bytes.toString(StandardCharsets.UTF_8))).append("</pre>\n");
    return this;
  }

  Page plot(byte[] png, String alternative) {
    body.append("<p>").append(Plots.inline(png, escaped(alternative))).append("</p>\n");
    return this;
  }

  String html() {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>%s</title>
    <style>body{font:16px sans-serif;margin:2em}pre{font-size:13px;overflow-x:auto}img{max-width:100%%}</style>
    <h1>%s</h1>
    %s</html>
    """
        .formatted(escaped(title), escaped(title), body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

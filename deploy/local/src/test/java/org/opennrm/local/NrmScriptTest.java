package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script before any Java runs: what it says when something is missing. */
class NrmScriptTest {

  @TempDir Path folder;
  private Path clone;
  private Path commands;

  private record Said(int exitCode, String text) {}

  @BeforeEach
  void aCloneInAFolderWithSpacesAndOnlyBasicCommands() throws IOException {
    clone = Files.createDirectories(folder.resolve("a clone"));
    Files.copy(Repository.root().resolve("nrm"), clone.resolve("nrm"));
    for (String kept : List.of("services/pom.xml", "pom.xml")) {
      Files.createDirectories(clone.resolve(kept).getParent());
      Files.copy(Repository.root().resolve(kept), clone.resolve(kept));
    }
    commands = Files.createDirectories(folder.resolve("bin"));
    for (String command :
        List.of(
            "bash",
            "sh",
            "sed",
            "dirname",
            "readlink",
            "cat",
            "find",
            "mkdir",
            "df",
            "grep",
            "head",
            "sort",
            "cksum")) {
      program(commands.resolve(command), "exec /usr/bin/" + command + " \"$@\"");
    }
  }

  @Test
  void anUnknownCommandShowsTheUsage() throws Exception {
    Said said = nrm(Map.of(), "start");

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text()).startsWith("nrm: there is no command \"start\".").contains("./nrm up");
  }

  @Test
  void aMissingJdkIsOneLine() throws Exception {
    Said said = nrm(Map.of("JAVA_HOME", ""), "up");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.text().lines()).hasSize(1);
    assertThat(said.text()).startsWith("nrm: needs a JDK 25 and found none.");
  }

  @Test
  void anOldJdkInJavaHomeIsPassedOver() throws Exception {
    Said said = nrm(Map.of("JAVA_HOME", jdk("old", "17.0.15").toString()), "up");

    assertThat(said.text()).startsWith("nrm: needs a JDK 25 and found none.");
  }

  @Test
  void aMissingMavenIsOneLine() throws Exception {
    Said said = nrm(Map.of("JAVA_HOME", jdk("new", "25.0.1").toString()), "up");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.text().lines()).hasSize(1);
    assertThat(said.text()).startsWith("nrm: needs mvn");
  }

  @Test
  void aJdkAmongTheMachinesJvmsIsFound() throws Exception {
    jdk("jvms/temurin-25-jdk", "25.0.1");

    assertThat(nrm(Map.of("NRM_JVM_FOLDER", folder.resolve("jvms").toString()), "up").text())
        .startsWith("nrm: needs mvn");
  }

  @Test
  void nothingWasEverStartedAndSoNothingRuns() throws Exception {
    Map<String, String> java = Map.of("JAVA_HOME", jdk("new", "25.0.1").toString());

    assertThat(nrm(java, "down"))
        .isEqualTo(
            new Said(
                0,
                "Nothing is running: this installation was never started. ./nrm up starts it.\n"));
    assertThat(nrm(java, "status").exitCode()).isEqualTo(1);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      program(home.resolve("bin").resolve(program), "exit 0");
    }
    return home;
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said nrm(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", clone.resolve("nrm").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", commands.toString());
    builder.environment().put("NRM_JVM_FOLDER", folder.resolve("no jvms").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }
}

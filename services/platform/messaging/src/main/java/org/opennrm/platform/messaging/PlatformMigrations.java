package org.opennrm.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The platform's tables, before anything uses them. Each platform jar with tables names its folder
 * below {@code db/platform} in {@code META-INF/nrm-migrations} and has a Flyway history of its own,
 * so that jars and the service move at their own pace in one schema. None may refer to another's
 * tables by foreign key: the service's own migrations run earlier, when Quarkus starts Flyway.
 */
@Singleton
public final class PlatformMigrations {
  private static final String MARKER = "META-INF/nrm-migrations";

  private final DataSource database;

  @Inject
  PlatformMigrations(AgroalDataSource database) {
    this((DataSource) database);
  }

  /** For a test that needs the tables and no Quarkus. */
  public PlatformMigrations(DataSource database) {
    this.database = database;
  }

  void start(@Observes @Priority(StartOrder.MIGRATIONS) StartupEvent event) {
    migrate();
  }

  /** Brings every platform jar on the class path up to date; does nothing where all are. */
  public void migrate() {
    var scripts = new TreeMap<String, List<LoadableResource>>();
    try {
      var markers = Thread.currentThread().getContextClassLoader().getResources(MARKER);
      for (var marker : Collections.list(markers)) {
        var jar = text(marker).strip();
        if (!jar.matches("[a-z]+")) {
          throw new IllegalStateException(marker + " must hold the name of one folder");
        }
        scripts.put(jar, scripts(marker, jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The platform's migrations cannot be read", e);
    }
    scripts.forEach(this::migrate);
  }

  private void migrate(String jar, List<LoadableResource> scripts) {
    Flyway.configure(PlatformMigrations.class.getClassLoader())
        .dataSource(database)
        .table("flyway_history_" + jar)
        // The schema is never empty for the second history; nothing is below the first version.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .resourceProvider(new Scripts(scripts))
        .javaMigrationClassProvider(List::of)
        .load()
        .migrate();
  }

  /**
   * Lists the folder beside the marker. Flyway's own search of the class path does not see into the
   * class loaders of a packaged Quarkus application.
   */
  private static List<LoadableResource> scripts(URL marker, String jar) throws IOException {
    var folder = "db/platform/" + jar + "/";
    var found = new ArrayList<LoadableResource>();
    if (marker.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      try (var file = connection.getJarFile()) {
        for (var entry : Collections.list(file.entries())) {
          if (isScript(entry.getName(), folder)) {
            try (var content = file.getInputStream(entry)) {
              found.add(new Script(entry.getName(), new String(content.readAllBytes(), UTF_8)));
            }
          }
        }
      }
    } else {
      var root = file(marker).getParent().getParent();
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        for (var file : files.sorted().toList()) {
          var name = folder + file.getFileName();
          if (isScript(name, folder)) {
            found.add(new Script(name, Files.readString(file)));
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("No migrations below " + folder + " beside " + marker);
    }
    return found;
  }

  private static boolean isScript(String name, String folder) {
    return name.startsWith(folder) && name.endsWith(".sql");
  }

  private static Path file(URL marker) {
    try {
      URI uri = marker.toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(marker + " is not a file", e);
    }
  }

  private static String text(URL url) throws IOException {
    try (var content = url.openStream()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private record Scripts(List<LoadableResource> all) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return all.stream()
          .filter(script -> script.getRelativePath().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return all.stream()
          .filter(script -> script.getFilename().startsWith(prefix))
          .filter(script -> Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
          .toList();
    }
  }

  private static final class Script extends LoadableResource {
    private final String path;
    private final String text;

    Script(String path, String text) {
      this.path = path;
      this.text = text;
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return path;
    }

    @Override
    public @Nullable String getAbsolutePathOnDisk() {
      return null;
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String getRelativePath() {
      return path;
    }
  }
}

package org.opennrm.platform.policy;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.policy.model.PolicyPack;

/**
 * The packs in force, read once at start; a pack that does not hold together stops the service with
 * file, line and field. A country without a pack of its own lives by {@code default}.
 */
@Startup
@ApplicationScoped
public class PolicyPacks {

  private final PolicyPack anywhere;
  private final Map<CountryCode, PolicyPack> byCountry = new HashMap<>();

  /**
   * @param shipped names of the countries' packs on the class path; left out, all that ship
   * @param folder a folder of further packs ({@code *.yaml}) that add to or replace the shipped
   *     ones
   */
  @Inject
  PolicyPacks(
      @ConfigProperty(name = "nrm.packs.shipped") Optional<List<String>> shipped,
      @ConfigProperty(name = "nrm.packs.folder") Optional<String> folder) {
    var fallback = resource("default.yaml");
    anywhere = PolicyPackFile.read("default.yaml", fallback, fallback);
    for (var name : shipped.orElseGet(PolicyPacks::shipped)) {
      keep(PolicyPackFile.read(name + ".yaml", resource(name + ".yaml"), fallback));
    }
    folder.ifPresent(path -> ownPacks(Path.of(path), fallback));
  }

  public PolicyPack of(CountryCode country) {
    return byCountry.getOrDefault(country, anywhere);
  }

  private void keep(PolicyPack pack) {
    pack.country().ifPresent(country -> byCountry.put(country, pack));
  }

  private void ownPacks(Path folder, String fallback) {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        keep(PolicyPackFile.read(file.getFileName().toString(), Files.readString(file), fallback));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nrm.packs.folder cannot be read", e);
    }
  }

  /** The names in {@code packs/shipped}: a class path cannot be asked for its files. */
  static List<String> shipped() {
    return resource("shipped").lines().filter(name -> !name.startsWith("#")).toList();
  }

  private static String resource(String name) {
    var resource = "packs/" + name;
    try (InputStream text = PolicyPacks.class.getClassLoader().getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

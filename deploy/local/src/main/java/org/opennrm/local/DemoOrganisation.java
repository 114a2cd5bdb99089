package org.opennrm.local;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organisation of {@code organisations.yaml} as far as the realm needs it: its code becomes the
 * {@code organisation} claim, its client names both its OIDC client and its user, its roles are all
 * that both may carry.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DemoOrganisation(String code, String client, String name, String kind, List<String> roles) {

  private static final YAMLMapper YAML = new YAMLMapper();

  @JsonCreator
  DemoOrganisation(
      @JsonProperty(value = "code", required = true) String code,
      @JsonProperty("client") @Nullable String client,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "kind", required = true) String kind,
      @JsonProperty(value = "roles", required = true) List<String> roles) {
    this.code = code;
    this.client = Objects.requireNonNullElse(client, code);
    this.name = name;
    this.kind = kind;
    this.roles = List.copyOf(roles);
    if (!this.code.matches("[a-z]{2}-[a-z0-9-]{1,60}")
        || !this.client.matches("[a-z][a-z0-9-]{1,62}")) {
      throw new IllegalArgumentException(
          "not an organisation code: " + this.code + " / " + this.client);
    }
  }

  static List<DemoOrganisation> read(Path file) {
    try {
      JsonNode listed = YAML.readTree(file.toFile()).path("organisations");
      List<DemoOrganisation> organisations = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (JsonNode each : listed) {
        DemoOrganisation organisation = YAML.treeToValue(each, DemoOrganisation.class);
        if (!names.add("code " + organisation.code())
            | !names.add("client " + organisation.client())) {
          throw new Trouble(file + ": " + organisation.code() + " stands there twice.");
        }
        organisations.add(organisation);
      }
      return List.copyOf(organisations);
    } catch (JsonProcessingException e) {
      throw new Trouble(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}

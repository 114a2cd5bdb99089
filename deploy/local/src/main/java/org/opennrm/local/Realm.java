package org.opennrm.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The realm that Keycloak imports: the base of {@code deploy/keycloak/realm.json} with one
 * confidential client and one user for every organisation. A token can say no more than its
 * organisation's own code and roles: clients have no full scope, and the {@code organisation} of a
 * user is an attribute that only an administrator may edit. Identifiers are derived from names, so
 * that {@code sub} survives a new import.
 */
final class Realm {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MACHINE_TOKEN_SECONDS = "60";

  private Realm() {}

  static String json(
      Path keycloakFolder,
      List<DemoOrganisation> organisations,
      List<String> audiences,
      UnaryOperator<String> clientSecret,
      String userPassword) {
    try {
      ObjectNode realm = (ObjectNode) JSON.readTree(keycloakFolder.resolve("realm.json").toFile());
      String profile =
          JSON.readTree(keycloakFolder.resolve("user-profile.json").toFile()).toString();
      checkRoles(realm, organisations);
      for (DemoOrganisation organisation : organisations) {
        realm
            .withArray("clients")
            .add(client(organisation, clientSecret.apply(organisation.client())));
        realm.withArray("users").add(user(organisation, userPassword));
        realm.withArray("users").add(serviceAccount(organisation));
        scope(realm, organisation.client(), organisation.roles());
      }
      realm.withArray("clients").forEach(each -> restrict((ObjectNode) each, audiences));
      scope(
          realm,
          "nrm-cli",
          organisations.stream()
              .flatMap(each -> each.roles().stream())
              .distinct()
              .sorted()
              .toList());
      realm
          .putObject("components")
          .putArray("org.keycloak.userprofile.UserProfileProvider")
          .addObject()
          .put("providerId", "declarative-user-profile")
          .putObject("config")
          .putArray("kc.user.profile.config")
          .add(profile);
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(realm);
    } catch (IOException e) {
      throw new Trouble(
          "The realm cannot be made from " + keycloakFolder + ": " + e.getMessage(), e);
    }
  }

  private static void checkRoles(ObjectNode realm, List<DemoOrganisation> organisations) {
    Set<String> known = new HashSet<>();
    realm.path("roles").path("realm").forEach(role -> known.add(role.path("name").asText()));
    for (DemoOrganisation organisation : organisations) {
      for (String role : organisation.roles()) {
        if (!known.contains(role)) {
          throw new Trouble(
              "organisations.yaml gives "
                  + organisation.code()
                  + " the role "
                  + role
                  + ", which realm.json lacks.");
        }
      }
    }
  }

  private static ObjectNode client(DemoOrganisation organisation, String secret) {
    ObjectNode client = JSON.createObjectNode();
    client.put("clientId", organisation.client());
    client.put("name", organisation.name());
    client.put("publicClient", false);
    client.put("clientAuthenticatorType", "client-secret");
    client.put("secret", secret);
    client.put("serviceAccountsEnabled", true);
    client.put("standardFlowEnabled", false);
    client.put("implicitFlowEnabled", false);
    client.put("directAccessGrantsEnabled", false);
    client.putObject("attributes").put("access.token.lifespan", MACHINE_TOKEN_SECONDS);
    client
        .putArray("protocolMappers")
        .add(
            mapper(
                "organisation",
                "oidc-hardcoded-claim-mapper",
                Map.of(
                    "claim.name", "organisation",
                    "claim.value", organisation.code(),
                    "jsonType.label", "String",
                    "id.token.claim", "false",
                    "userinfo.token.claim", "false")));
    return client;
  }

  /**
   * Only the scopes that tokens need, only the roles that are granted, and an audience for every
   * service.
   */
  private static void restrict(ObjectNode client, List<String> audiences) {
    client.put("fullScopeAllowed", false);
    client.putArray("defaultClientScopes").add("basic").add("roles");
    client.putArray("optionalClientScopes");
    ArrayNode mappers = client.withArray("protocolMappers");
    for (String audience : audiences) {
      mappers.add(
          mapper(
              "audience " + audience,
              "oidc-audience-mapper",
              Map.of("included.custom.audience", audience, "id.token.claim", "false")));
    }
  }

  private static ObjectNode mapper(String name, String kind, Map<String, String> settings) {
    ObjectNode mapper = JSON.createObjectNode();
    mapper.put("name", name);
    mapper.put("protocol", "openid-connect");
    mapper.put("protocolMapper", kind);
    ObjectNode config = mapper.putObject("config");
    settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(setting -> config.put(setting.getKey(), setting.getValue()));
    config.put("access.token.claim", "true");
    config.put("introspection.token.claim", "true");
    return mapper;
  }

  private static ObjectNode user(DemoOrganisation organisation, String password) {
    ObjectNode user = JSON.createObjectNode();
    user.put("id", identifier("user " + organisation.client()));
    user.put("username", organisation.client());
    user.put("enabled", true);
    user.put("firstName", "Demo");
    user.put("lastName", organisation.client());
    user.putObject("attributes").putArray("organisation").add(organisation.code());
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
    organisation.roles().forEach(user.putArray("realmRoles")::add);
    return user;
  }

  private static ObjectNode serviceAccount(DemoOrganisation organisation) {
    ObjectNode account = JSON.createObjectNode();
    account.put("id", identifier("client " + organisation.client()));
    account.put("username", "service-account-" + organisation.client());
    account.put("enabled", true);
    account.put("serviceAccountClientId", organisation.client());
    organisation.roles().forEach(account.putArray("realmRoles")::add);
    return account;
  }

  private static void scope(ObjectNode realm, String client, List<String> roles) {
    ObjectNode mapping = realm.withArray("scopeMappings").addObject();
    mapping.put("client", client);
    roles.forEach(mapping.putArray("roles")::add);
  }

  private static String identifier(String of) {
    return UUID.nameUUIDFromBytes(("opennrm " + of).getBytes(StandardCharsets.UTF_8)).toString();
  }
}

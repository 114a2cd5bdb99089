package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RealmTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SERVICES = List.of("identification", "shelter");

  private final List<DemoOrganisation> organisations =
      DemoOrganisation.read(Repository.keycloak().resolve("organisations.yaml"));
  private final JsonNode realm = realm(organisations);

  @Test
  void everyOrganisationOfTheDemoHasAClientAndAUserOfOneName() {
    assertThat(organisations)
        .extracting(DemoOrganisation::client)
        .contains(
            "ba-border-police",
            "ba-identification",
            "ba-iom",
            "ba-coordinator",
            "mk-referral-office",
            "sandbox",
            "operations");
    for (DemoOrganisation organisation : organisations) {
      assertThat(client(organisation.client()).path("secret").asText())
          .isEqualTo("secret of " + organisation.client());
      assertThat(user(organisation.client()).at("/attributes/organisation/0").asText())
          .isEqualTo(organisation.code());
    }
  }

  @Test
  void aMachineClientGetsAMinutesTokenByItsSecretAndInNoOtherWay() {
    JsonNode client = client("ba-border-police");

    assertThat(client.path("publicClient").asBoolean(true)).isFalse();
    assertThat(client.path("serviceAccountsEnabled").asBoolean()).isTrue();
    assertThat(client.path("standardFlowEnabled").asBoolean(true)).isFalse();
    assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
    assertThat(client.at("/attributes/access.token.lifespan").asText()).isEqualTo("60");
  }

  @Test
  void noClientCanCarryMoreThanItsOwnOrganisationAndRoles() {
    assertThat(list(realm.path("clients")))
        .isNotEmpty()
        .allMatch(client -> !client.path("fullScopeAllowed").asBoolean(true));
    assertThat(mapper(client("sandbox"), "organisation").at("/config/claim.value").asText())
        .isEqualTo("ba-sandbox");
    assertThat(list(realm.path("scopeMappings")))
        .filteredOn(mapping -> mapping.path("client").asText().equals("ba-iom"))
        .singleElement()
        .satisfies(mapping ->
            assertThat(mapping.path("roles").toString()).isEqualTo("[\"shelter-worker\"]"));
    assertThat(user("service-account-ba-iom").path("realmRoles").toString())
        .isEqualTo("[\"shelter-worker\"]");
  }

  @Test
  void everyServiceIsAnAudienceOfEveryToken() {
    for (JsonNode client : list(realm.path("clients"))) {
      for (String service : SERVICES) {
        assertThat(
                mapper(client, "audience " + service)
                    .at("/config/included.custom.audience")
                    .asText())
            .isEqualTo(service);
      }
    }
  }

  @Test
  void onlyAnAdministratorMayEditTheOrganisationOfAUser() throws JsonProcessingException {
    JsonNode provider = realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0");
    JsonNode profile = JSON.readTree(provider.at("/config/kc.user.profile.config/0").asText());

    assertThat(profile.has("unmanagedAttributePolicy")).isFalse();
    assertThat(list(profile.path("attributes")))
        .extracting(
            attribute -> attribute.path("name").asText() + attribute.at("/permissions/edit"))
        .contains("organisation[\"admin\"]");
    assertThat(realm.path("registrationAllowed").asBoolean(true)).isFalse();
    assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
  }

  @Test
  void identifiersDoNotChangeFromImportToImport() {
    assertThat(realm(organisations)).isEqualTo(realm);
  }

  @Test
  void aRoleThatTheRealmLacksIsRefused() {
    List<DemoOrganisation> mistyped = new ArrayList<>(organisations);
    mistyped.add(
        new DemoOrganisation("ba-typo", null, "Demo (invented)", "sandbox", List.of("refferer")));

    assertThatThrownBy(() -> realm(mistyped))
        .isInstanceOf(Trouble.class)
        .hasMessage("organisations.yaml gives ba-typo the role refferer, which realm.json lacks.");
  }

  private static JsonNode realm(List<DemoOrganisation> organisations) {
    try {
      return JSON.readTree(
          Realm.json(
              Repository.keycloak(),
              organisations,
              SERVICES,
              client -> "secret of " + client,
              "demo password"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode client(String name) {
    return named(realm.path("clients"), "clientId", name);
  }

  private JsonNode user(String name) {
    return named(realm.path("users"), "username", name);
  }

  private static JsonNode mapper(JsonNode client, String name) {
    return named(client.path("protocolMappers"), "name", name);
  }

  private static JsonNode named(JsonNode all, String field, String name) {
    return list(all).stream()
        .filter(each -> each.path(field).asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + field + " " + name));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}

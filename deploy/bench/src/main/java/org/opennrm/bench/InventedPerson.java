package org.opennrm.bench;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Somebody who does not exist, drawn from a seed: what an officer would know of them, and the place
 * they need. Half of the fields are unknown, as they are at a roadside.
 */
public record InventedPerson(
    String channel,
    String area,
    String ageBand,
    String nationality,
    String language,
    String riskLevel,
    int children,
    String areaToAvoid,
    boolean tonight) {

  /** What the person says to the search for a shelter. */
  public static final String CONSENT =
      """
      {"purpose":"shelter","decision":"given","language":"ron","interpreter":"by-telephone",\
      "formVersion":"shelter-2026-1","rightsToldInMotherTongue":true}
      """;

  private static final List<String> CHANNELS =
      List.of("border-check", "raid", "self-presented", "health", "labour-inspection");
  private static final List<String> AREAS =
      List.of(
          "ba-fed-sarajevo",
          "ba-fed-mostar",
          "ba-fed-bihac",
          "ba-fed-tuzla",
          "ba-rs-banja-luka",
          "ba-rs-doboj",
          "ba-rs-bijeljina");
  private static final List<String> AGE_BANDS = List.of("18-23", "24-30", "31-38", "39-47");
  private static final List<String> ORIGINS = List.of("md ron", "ua ukr", "ru rus", "rs srp");

  public static InventedPerson draw(RandomGenerator random) {
    String origin = one(ORIGINS, random);
    int risk = random.nextInt(10);
    return new InventedPerson(
        one(CHANNELS, random),
        one(AREAS, random),
        one(AGE_BANDS, random),
        origin.substring(0, 2),
        origin.substring(3),
        risk < 5 ? "low" : risk < 9 ? "medium" : "high",
        random.nextInt(5) == 0 ? 1 : 0,
        random.nextInt(4) == 0 ? "ba-rs-doboj" : "ba-rs-trebinje",
        random.nextBoolean());
  }

  private static String one(List<String> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }

  /**
   * @param sendersOwn marks the referral as the bench's own
   */
  public String referral(String sendersOwn) {
    return """
    {"channel":"%s","area":"%s",\
    "person":{"givenNames":"Invented for a measurement","familyName":{"answer":"refused"},\
    "birthDate":{"answer":"unknown"},"sex":"female","ageBand":"%s","nationality":"%s","languages":["%s"]},\
    "immediateDanger":{"answer":"unknown"},"papers":{"answer":"none"},"movement":"cross-border",\
    "notes":"Invented: nobody was met anywhere.","ownReference":"%s",\
    "sharing":{"basis":"consent","language":"%s","interpreter":"by-telephone"}}
    """
        .formatted(channel, area, ageBand, nationality, language, sendersOwn, language);
  }

  public String need() {
    return need("");
  }

  /** The same person, who needs a capability that few facilities have. */
  String needWith(String capability) {
    return need("\"capabilities\":[\"" + capability + "\"],");
  }

  private String need(String more) {
    return String.format(
        Locale.ROOT,
        """
        {"kind":"shelter","basis":"consent","profile":{"sex":"female","ageBand":"%s","adults":1,%s\
        "children":%d,"languages":["%s"],"riskLevel":"%s","areasToAvoid":["%s"],"tonight":%b}}
        """,
        ageBand,
        more,
        children,
        language,
        riskLevel,
        areaToAvoid,
        tonight);
  }
}

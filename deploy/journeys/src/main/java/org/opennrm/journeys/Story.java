package org.opennrm.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A border police unit refers somebody; the identification authority accepts, presumes, asks for a
 * shelter; two houses want to help at the same moment and one gets to; the person arrives; the
 * coordinator sees every hand-over and the silence of one; the ministry reads what was approved for
 * it. Everybody in it is invented.
 *
 * <p>Each hop is checked: the story goes on only while the system answers as it must.
 */
public final class Story {

  static final String POLICE = "ba-border-police";
  static final String AUTHORITY = "ba-identification";
  static final String COORDINATOR = "ba-coordinator";
  static final String MINISTRY = "ba-ministry";
  static final String SANDBOX = "sandbox";
  static final List<String> OPERATORS =
      List.of("ba-iom", "ba-la-strada", "ba-forum-of-solidarity", "ba-zene-za-une", "ba-lara");

  private final Teller teller;
  private final AtTheBorder border;
  private final AtTheAuthority authority;
  private final InAHouse houses;
  private final AtTheDesk desk;
  private final Figures figures;

  public Story(Doors doors, Teller teller) {
    this.teller = teller;
    this.border = new AtTheBorder(doors, teller);
    this.authority = new AtTheAuthority(doors, teller);
    this.houses = new InAHouse(doors, teller);
    this.desk = new AtTheDesk(doors, teller);
    this.figures = new Figures(doors, teller);
  }

  /** What came of it, for whoever wants to look closer. */
  public record Outcome(
      String referral,
      String caseAlias,
      String placement,
      String winner,
      String loser,
      JsonNode escalation,
      JsonNode release) {}

  /** Plays it from the border to the ministry. */
  public Outcome play() {
    var before = figures.exact();

    teller.chapter("1. A border police unit meets somebody, and knows half of what the form asks");
    var referral = border.refer();
    teller.chapter("2. The identification authority answers");
    var caseAlias = authority.accept(referral);
    teller.chapter("3. Screening, presumption, consent, and what the person asks for");
    var need = authority.help(caseAlias);
    teller.chapter("4. Every suitable house is asked at once; one is full, two say yes together");
    var race = houses.findABed(caseAlias, need);
    teller.chapter(
        "5. The person arrives; the police unit reads \"in assistance\" and nothing more");
    houses.arrive(race);
    border.readsNothingMore(referral, caseAlias, race.placement());
    teller.chapter("6. The coordinator's ledger, and one silence that does not stay unheard");
    desk.readsTheLedger(race.winner());
    var risen = figures.rise(before);
    var escalation = desk.hearsOfTheSilence(border.referInDanger());
    teller.chapter("7. Figures: exact for the coordinator, approved and coarse for the ministry");
    figures.tell(before, risen);
    var release = figures.publish();
    return new Outcome(
        referral, caseAlias, race.placement(), race.winner(), race.loser(), escalation, release);
  }
}

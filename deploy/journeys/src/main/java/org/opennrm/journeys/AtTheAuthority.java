package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.AUTHORITY;

/** The identification authority: accepts, presumes, asks what the person needs. */
record AtTheAuthority(Doors doors, Teller teller) {

  String accept(String referral) {
    var path = "/identification/referrals/" + referral;
    teller.hop(
        "identification",
        "looks into its inbox",
        () ->
            until(
                () -> doors.get(AUTHORITY, "/identification/inbox?limit=200").expecting(200),
                a -> items(a).anyMatch(i -> i.path("reference").asText().equals(referral)),
                "the referral in the inbox"),
        a -> "finds it among " + a.body().path("items").size() + ", without a name");
    var offer = doors.get(AUTHORITY, path).expecting(200);
    var acknowledged =
        teller.hop(
            "identification",
            "acknowledges",
            () ->
                doors.put(AUTHORITY, path + "/acknowledgement", null, offer.etag()).expecting(200),
            a -> "state " + a.text("state"));
    return teller
        .hop(
            "identification",
            "accepts: the step is theirs, and from now on who the person is",
            () ->
                doors
                    .put(AUTHORITY, path + "/acceptance", null, acknowledged.etag())
                    .expecting(200),
            a -> "state " + a.text("state") + ", the case under an alias of their own")
        .text("caseAlias");
  }

  String help(String caseAlias) {
    var path = "/identification/cases/" + caseAlias;
    teller.hop(
        "identification",
        "records a screening",
        () -> doors.post(AUTHORITY, path + "/screenings", screening(), key()).expecting(201),
        a -> "warnings: " + a.body().path("warnings"));
    var file = doors.get(AUTHORITY, path).expecting(200);
    teller.hop(
        "identification",
        "sees reasonable grounds",
        () ->
            doors
                .put(
                    AUTHORITY,
                    path + "/presumption",
                    "{\"grounds\": [\"persons-account\", \"what-was-seen\"], \"forms\": [\"labour\"]}",
                    file.etag())
                .expecting(200),
        a -> "the person is " + a.text("state"));
    teller.hop(
        "the person",
        "agrees to a shelter, in Romanian, through an interpreter",
        () ->
            doors
                .post(
                    AUTHORITY,
                    path + "/consents",
                    """
                    {"purpose": "shelter", "decision": "given", "language": "ron", "interpreter": "present",
                     "formVersion": "shelter-2026-1", "rightsToldInMotherTongue": true}
                    """,
                    key())
                .expecting(201),
        a -> "consent, version " + a.text("version"));
    return teller
        .hop(
            "identification",
            "states the need: a profile, no identity",
            () ->
                doors
                    .post(
                        AUTHORITY,
                        path + "/needs",
                        """
                        {"kind": "shelter", "basis": "consent",
                         "profile": {"sex": "female", "ageBand": "18-23", "adults": 1, "children": 0,
                                     "languages": ["ron"], "riskLevel": "medium", "accessibility": [],
                                     "capabilities": [], "areasToAvoid": ["ba-rs-doboj"], "tonight": true}}
                        """,
                        key())
                    .expecting(201),
            a -> a.text("need"))
        .text("need");
  }

  private static String screening() {
    return """
    {"startedAt": "2026-01-05T09:00:00Z", "endedAt": "2026-01-05T10:00:00Z", "place": "ngo-office",
     "uniformWorn": false, "interviewers": 2, "language": "ron", "interpreter": "present",
     "officialInterpreter": true, "answers": {"work.hours": "an invented answer"}}
    """;
  }
}

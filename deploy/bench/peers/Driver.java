import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The same referrals at the same moments to OpenNRM's door or to a peer's (open model, times from the
 * intended start), and PostgreSQL's stamps of both commits: the sender's and the other process's. One
 * line for each run.
 *
 * <p>java -cp postgresql.jar Driver.java nrm|peer name url rate seconds seed
 */
public class Driver {

  private static final Pattern REFERENCE = Pattern.compile("\"reference\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private record Answered(String reference, Instant intended, double millis) {}

  private record Stamps(Map<String, Instant> door, Map<String, Instant> ledger) {}

  public static void main(String... a) throws Exception {
    var nrm = a[0].equals("nrm");
    var url = URI.create(a[2]);
    var rate = Integer.parseInt(a[3]);
    var count = rate * Integer.parseInt(a[4]);
    var random = new SplittableRandom(Long.parseLong(a[5]));
    var run = Long.toString(System.nanoTime(), 36);
    var answered = new ConcurrentLinkedQueue<Answered>();
    var refused = new AtomicInteger();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var at = Instant.now().plusMillis(500);
      for (var i = 0; i < count; i++) {
        at = at.plusNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
        var intended = at;
        var number = i;
        LockSupport.parkNanos(Duration.between(Instant.now(), at).toNanos());
        callers.execute(() -> {
          var answer = send(client, url, nrm, run + "-" + number, body(intended));
          if (answer == null) {
            refused.incrementAndGet();
          } else {
            var took = ChronoUnit.MICROS.between(intended, Instant.now()) / 1e3;
            answered.add(new Answered(answer, intended, took));
          }
        });
      }
    }
    tell(a[1], rate, count, refused.get(), List.copyOf(answered), nrm);
  }

  private static String body(Instant seen) {
    return """
    {"channel":"border-check","area":"ba-fed-sarajevo","seenAt":"%s",\
    "sharing":{"basis":"not-yet-able","why":"no-interpreter"}}"""
        .formatted(seen.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String send(HttpClient client, URI url, boolean nrm, String key, String body) {
    var request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (nrm) {
      request.header("Idempotency-Key", "peer-" + key);
      request.header("Authorization", "Bearer " + System.getenv("PEER_TOKEN"));
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var reference = REFERENCE.matcher(response.body());
      return response.statusCode() == 201 && reference.find() ? reference.group(1) : null;
    } catch (java.io.IOException | InterruptedException e) {
      return null;
    }
  }

  private static void tell(
      String name, int rate, int count, int refused, List<Answered> answered, boolean nrm)
      throws Exception {
    var until = Instant.now().plus(PATIENCE);
    Stamps stamps;
    do {
      LockSupport.parkNanos(200_000_000);
      stamps = nrm ? ours() : theirs();
    } while (!stamps.ledger().keySet().containsAll(references(answered))
        && Instant.now().isBefore(until));
    var answers = new ArrayList<Double>();
    var roads = new ArrayList<Double>();
    var commits = new ArrayList<Double>();
    for (var each : answered) {
      answers.add(each.millis());
      var there = stamps.ledger().get(each.reference());
      if (there != null) {
        roads.add(ChronoUnit.MICROS.between(each.intended(), there) / 1e3);
        var here = stamps.door().get(each.reference());
        commits.add(ChronoUnit.MICROS.between(here, there) / 1e3);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-16s %4d/s  sent %5d  refused %4d  missing %4d  answer %s  road %s  commit to commit %s%n",
        name,
        rate,
        count,
        refused,
        answered.size() - roads.size(),
        quantiles(answers),
        quantiles(roads),
        quantiles(commits));
  }

  private static List<String> references(List<Answered> answered) {
    return answered.stream().map(Answered::reference).toList();
  }

  private static String quantiles(List<Double> millis) {
    var sorted = millis.stream().sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%7.1f %7.1f",
            sorted.get(sorted.size() / 2),
            sorted.get((int) (sorted.size() * 0.99)));
  }

  /** Rows of the last minutes: those of this run are among them. */
  private static Stamps ours() throws Exception {
    var recent = " > now() - interval '10 minutes'";
    Map<String, String> referrals;
    Map<String, Instant> door;
    try (var database = enter("identification")) {
      referrals =
          rows(
              database,
              "select hand_over, reference from referral where submitted_at" + recent,
              row -> row.getString(2));
      door = stamps(database, "reference", "referral where submitted_at" + recent);
    }
    try (var database = enter("coordination")) {
      var ledger = new HashMap<String, Instant>();
      stamps(database, "reference", "hand_over where offered_at" + recent)
          .forEach((handOver, stamp) -> ledger.put(referrals.getOrDefault(handOver, ""), stamp));
      return new Stamps(door, ledger);
    }
  }

  private static Stamps theirs() throws Exception {
    try (var database = enter("peer")) {
      return new Stamps(stamps(database, "id", "referral"), stamps(database, "id", "taken"));
    }
  }

  private static Map<String, Instant> stamps(Connection database, String key, String from)
      throws SQLException {
    return rows(
        database,
        "select " + key + ", pg_xact_commit_timestamp(xmin) from " + from,
        row -> row.getTimestamp(2).toInstant());
  }

  private interface Column<V> {
    V of(ResultSet row) throws SQLException;
  }

  private static <V> Map<String, V> rows(Connection database, String query, Column<V> second)
      throws SQLException {
    var found = new HashMap<String, V>();
    try (var rows = database.createStatement().executeQuery(query)) {
      while (rows.next()) {
        found.put(rows.getString(1), second.of(rows));
      }
    }
    return found;
  }

  private static Connection enter(String name) throws Exception {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + System.getenv("PEER_POSTGRES") + "/" + name,
        "postgres",
        System.getenv("PEER_PASSWORD"));
  }
}

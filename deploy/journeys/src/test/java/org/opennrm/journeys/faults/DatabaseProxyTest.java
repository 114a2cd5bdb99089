package org.opennrm.journeys.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.journeys.RunningSystem;
import org.opennrm.journeys.faults.DatabaseProxy.Fate;
import org.opennrm.journeys.faults.DatabaseProxy.Statement;
import org.opennrm.local.Installation;

/** The proxy before a real PostgreSQL, with the driver that the services use. */
class DatabaseProxyTest {

  private final Installation installation = RunningSystem.get();
  private final String direct = installation.jdbcUrl("coordination");
  private final int postgres = URI.create(direct.substring("jdbc:".length())).getPort();
  private final List<Statement> seen = Collections.synchronizedList(new ArrayList<>());
  private DatabaseProxy proxy;

  @BeforeEach
  void aProxyAndATable() throws SQLException {
    proxy = DatabaseProxy.before(postgres);
    try (var connection = connect(direct)) {
      connection.createStatement().execute("create table tried (word text)");
    }
  }

  @AfterEach
  void bothAreGone() throws SQLException {
    proxy.close();
    try (var connection = connect(direct)) {
      connection.createStatement().execute("drop table tried");
    }
  }

  @Test
  void anHonestProxyKnowsWhatRunsInWhichTransaction() throws SQLException {
    proxy.behave(statement -> {
      seen.add(statement);
      return Fate.PASSES;
    });
    try (var connection = through()) {
      // The driver sends the text only a few times, then a name for it.
      for (var time = 0; time < 12; time++) {
        write(connection, "word " + time);
        connection.commit();
      }
    }

    assertThat(words()).hasSize(12);
    assertThat(seen).filteredOn(each -> each.commitsAfter("insert into tried")).hasSize(12);
    assertThat(seen).filteredOn(each -> each.text().startsWith("insert into tried")).hasSize(12);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsCarriedOut() throws Exception {
    proxy.behave(statement -> statement.commits() ? Fate.ANSWER_IS_LOST : Fate.PASSES);
    var connection = through();
    write(connection, "kept");
    var waiting = Thread.ofVirtual().start(() -> commitInVain(connection));

    await().untilAsserted(() -> assertThat(words()).containsExactly("kept"));
    assertThat(waiting.isAlive()).as("nobody has told the client").isTrue();
    proxy.cutAll();
    waiting.join();
  }

  @Test
  void aCommitThatIsCutBeforeItArrivesIsNotCarriedOut() throws SQLException {
    proxy.behave(statement -> statement.commits() ? Fate.CUT_BEFORE : Fate.PASSES);
    var connection = through();
    write(connection, "forgotten");

    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    assertThat(words()).isEmpty();
  }

  @Test
  void aCommitThatIsCutRightAfterItLeftIsCarriedOut() throws SQLException {
    proxy.behave(statement -> statement.commits() ? Fate.CUT_AFTER : Fate.PASSES);
    var connection = through();
    write(connection, "kept");

    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    await().untilAsserted(() -> assertThat(words()).containsExactly("kept"));
  }

  private static void commitInVain(Connection connection) {
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
  }

  private Connection through() throws SQLException {
    var connection = connect(direct.replace(":" + postgres + "/", ":" + proxy.port() + "/"));
    connection.setAutoCommit(false);
    return connection;
  }

  private Connection connect(String url) throws SQLException {
    var login = new Properties();
    login.setProperty("user", "coordination");
    login.setProperty("password", installation.databasePassword("coordination"));
    return DriverManager.getConnection(url, login);
  }

  private static void write(Connection connection, String word) throws SQLException {
    try (var insert = connection.prepareStatement("insert into tried values (?)")) {
      insert.setString(1, word);
      insert.executeUpdate();
    }
  }

  private List<String> words() throws SQLException {
    try (var connection = connect(direct);
        var rows = connection.createStatement().executeQuery("select word from tried")) {
      var words = new ArrayList<String>();
      while (rows.next()) {
        words.add(rows.getString(1));
      }
      return words;
    }
  }
}

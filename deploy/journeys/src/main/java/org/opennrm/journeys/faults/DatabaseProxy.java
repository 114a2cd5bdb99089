package org.opennrm.journeys.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a service and PostgreSQL and passes everything on, statement by statement, until
 * its {@link Conduct} says otherwise. It understands as much of PostgreSQL's protocol as is needed
 * to know which statement runs, and in which transaction.
 */
final class DatabaseProxy implements AutoCloseable {

  /** Says what becomes of each statement on its way to the server. */
  @FunctionalInterface
  interface Conduct {
    Fate of(Statement statement);
  }

  /** What the proxy does with a statement. */
  enum Fate {
    PASSES,
    /** The server gets it; nobody hears what came of it, or of anything later. */
    ANSWER_IS_LOST,
    /** It never arrives, and neither does anything later. */
    IS_LOST,
    /** The server gets it, and the connection is gone. */
    CUT_AFTER,
    /** The connection is gone before the server gets it. */
    CUT_BEFORE
  }

  private static final Conduct HONEST = _ -> Fate.PASSES;

  private final ServerSocket door;
  private final int postgres;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Conduct conduct = HONEST;
  private volatile boolean deaf;

  private DatabaseProxy(int postgres) throws IOException {
    this.postgres = postgres;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A proxy before the server on this machine that listens there. */
  static DatabaseProxy before(int postgres) {
    try {
      var proxy = new DatabaseProxy(postgres);
      proxy.threads.execute(proxy::welcome);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  void behave(Conduct other) {
    conduct = other;
  }

  void behaveAgain() {
    conduct = HONEST;
    deaf = false;
  }

  /** Cuts the network one way: whatever the server says is lost, on every connection. */
  void loseAllAnswers() {
    deaf = true;
  }

  /** Cuts every connection that there is now. */
  void cutAll() {
    connections.forEach(ProxiedConnection::cut);
  }

  Fate fateOf(Statement statement) {
    return conduct.of(statement);
  }

  boolean losesAllAnswers() {
    return deaf;
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException _) {
        // Closed, or the client was gone already; the loop sees which.
        Thread.yield();
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), postgres)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var connection = new ProxiedConnection(this, client, server);
      connections.add(connection);
      try {
        threads.execute(connection::passAnswersOn);
        connection.passStatementsOn();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException _) {
      // The server is away, or somebody hung up; closing both ends is all there is to do.
      Thread.yield();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
    threads.close();
  }

  /**
   * A statement on its way.
   *
   * @param text its SQL
   * @param earlier the SQL that ran before it in the same transaction, joined
   */
  record Statement(String text, String earlier) {

    boolean commits() {
      return text.equalsIgnoreCase("commit");
    }

    /** The commit of a transaction in which such a statement ran. */
    boolean commitsAfter(String part) {
      return commits() && earlier.contains(part);
    }
  }
}

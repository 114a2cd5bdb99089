package org.opennrm.journeys.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.opennrm.journeys.faults.DatabaseProxy.Fate;
import org.opennrm.journeys.faults.DatabaseProxy.Statement;

/**
 * One connection through the proxy. The client's messages are read one by one, so that the
 * statement behind each execution is known; the server's answers are passed on as they come.
 */
final class ProxiedConnection {

  private static final int BUFFER = 1 << 16;

  /** Protocol 3.0, the only message without a type that ends the introduction. */
  private static final int STARTUP = 196_608;

  private static final int LONGEST_KEPT = 20_000;

  private final DatabaseProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();
  private final StringBuilder transaction = new StringBuilder();
  private volatile boolean silent;
  private boolean swallowing;

  ProxiedConnection(DatabaseProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void passStatementsOn() throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = server.getOutputStream();
    try {
      introduce(in, out);
      var open = true;
      while (open) {
        open = passOneOn(in, out);
      }
    } finally {
      cut();
    }
  }

  void passAnswersOn() {
    var buffer = new byte[BUFFER];
    try {
      var in = server.getInputStream();
      var out = client.getOutputStream();
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silent && !proxy.losesAllAnswers()) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException _) {
      // One end hung up, so the other shall.
      Thread.yield();
    } finally {
      if (!silent) {
        cut();
      }
    }
  }

  void cut() {
    try (client;
        server) {
      client.shutdownOutput();
    } catch (IOException _) {
      // It was gone already.
      Thread.yield();
    }
  }

  /** Requests for encryption may come first; the server declines them with one letter. */
  private static void introduce(DataInputStream in, OutputStream out) throws IOException {
    var code = 0;
    while (code != STARTUP) {
      var length = in.readInt();
      var rest = in.readNBytes(length - Integer.BYTES);
      code = ByteBuffer.wrap(rest).getInt();
      out.write(ByteBuffer.allocate(length).putInt(length).put(rest).array());
      out.flush();
    }
  }

  private boolean passOneOn(DataInputStream in, OutputStream out) throws IOException {
    var type = in.read();
    if (type < 0) {
      return false;
    }
    var length = in.readInt();
    var rest = in.readNBytes(length - Integer.BYTES);
    var fate = executed(type, ByteBuffer.wrap(rest)).map(this::fateOf).orElse(Fate.PASSES);
    silent |= fate == Fate.ANSWER_IS_LOST || fate == Fate.IS_LOST;
    swallowing |= fate == Fate.IS_LOST;
    if (fate == Fate.CUT_BEFORE) {
      return false;
    }
    if (!swallowing) {
      out.write(ByteBuffer.allocate(length + 1).put((byte) type).putInt(length).put(rest).array());
      if (fate == Fate.CUT_AFTER) {
        // Without the synchronisation that follows, the server would wait for it.
        out.write(new byte[] {'S', 0, 0, 0, Integer.BYTES});
      }
      out.flush();
    }
    return fate != Fate.CUT_AFTER;
  }

  private Fate fateOf(Statement statement) {
    return proxy.fateOf(statement);
  }

  /** The statement that this message runs, if it runs one. */
  private Optional<Statement> executed(int type, ByteBuffer message) {
    return switch (type) {
      case 'P' -> {
        statements.put(text(message), text(message));
        yield Optional.empty();
      }
      case 'B' -> {
        portals.put(text(message), text(message));
        yield Optional.empty();
      }
      case 'E' ->
          Optional.of(run(statements.getOrDefault(portals.getOrDefault(text(message), ""), "")));
      case 'Q' -> Optional.of(run(text(message)));
      default -> Optional.empty();
    };
  }

  private Statement run(String sql) {
    var statement = new Statement(sql, transaction.toString());
    if (sql.equalsIgnoreCase("begin") || sql.equalsIgnoreCase("rollback") || statement.commits()) {
      transaction.setLength(0);
    } else if (transaction.length() < LONGEST_KEPT) {
      transaction.append(sql).append('\n');
    }
    return statement;
  }

  private static String text(ByteBuffer from) {
    var start = from.position();
    var end = start;
    while (from.get(end) != 0) {
      end++;
    }
    from.position(end + 1);
    return new String(from.array(), start, end - start, StandardCharsets.UTF_8);
  }
}

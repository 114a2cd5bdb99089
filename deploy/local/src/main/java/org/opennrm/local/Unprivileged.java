package org.opennrm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. How it runs instead: as this user where it is an ordinary one;
 * for root inside a user namespace, where the server sees no root while files stay root's; else as
 * user nobody, who must then own the data and be able to reach it.
 */
enum Unprivileged {
  AS_THIS_USER,
  IN_A_USER_NAMESPACE,
  AS_NOBODY;

  static Unprivileged onThisMachine() {
    boolean root = "root".equals(System.getProperty("user.name")) || uid() == 0;
    boolean known = Tools.succeeds(List.of("sh", "-c", "id -un >/dev/null 2>&1"));
    if (!root && known) {
      return AS_THIS_USER;
    }
    // Also for a user without a passwd entry, which initdb refuses to serve: inside the namespace
    // it is nobody.
    if (Tools.onPath("unshare") && Tools.succeeds(List.of("unshare", "-U", "true"))) {
      return IN_A_USER_NAMESPACE;
    }
    if (root && Tools.onPath("setpriv")) {
      return AS_NOBODY;
    }
    throw new Trouble(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here; run ./nrm as an ordinary user.");
  }

  private static long uid() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException | UnsupportedOperationException _) {
      return -1;
    }
  }

  List<String> wrap(List<String> command) {
    List<String> wrapped =
        new ArrayList<>(
            switch (this) {
              case AS_THIS_USER -> List.<String>of();
              case IN_A_USER_NAMESPACE -> List.of("unshare", "-U");
              case AS_NOBODY ->
                  List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
            });
    wrapped.addAll(command);
    return wrapped;
  }

  /** Gives a folder or file to the user the server will run as. */
  void hand(Path path) throws IOException {
    if (this == AS_NOBODY) {
      UserPrincipal nobody =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(path, nobody);
    }
  }

  /** Says in one line when the server's user could not even enter the folder that it needs. */
  void requireReach(Path folder) {
    if (this == AS_NOBODY
        && Files.exists(folder)
        && !Tools.succeeds(wrap(List.of("test", "-x", folder.toString())))) {
      throw new Trouble(
          "PostgreSQL does not run as root, and user nobody cannot reach "
              + folder
              + "; set NRM_HOME to a folder outside of private ones (say, /var/lib/opennrm), or run as an"
              + " ordinary user.");
    }
  }
}

package org.frontsigner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Tools;

/** A command line over an {@link Admin} of the test's, with all that it printed. */
final class Console {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Path> configurations = new ArrayList<>();
  private final Frontsigner frontsigner;
  private int closed;

  Console(Admin admin) {
    this.frontsigner =
        new Frontsigner(
            (configuration, verbose) -> {
              configurations.add(configuration);
              return new Open(admin);
            },
            (Tools) admin,
            new Output(new PrintWriter(out), new PrintWriter(err)));
  }

  private final class Open implements AdminAccess.Session {
    private final Admin admin;

    Open(Admin admin) {
      this.admin = admin;
    }

    @Override
    public Admin admin() {
      return admin;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  int run(String... words) {
    return frontsigner.run(frontsigner.commandLine(), words);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** The configuration files that verbs asked for, in order. */
  List<Path> configurations() {
    return configurations;
  }

  int closed() {
    return closed;
  }
}

package org.frontsigner.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.frontsigner.cli.Output;

/** Where the virtual machine begins. */
public final class Main {
  private Main() {}

  /** Runs the program with the process's own standard output and error. */
  public static void main(String[] words) {
    Program.setLogLevel(words);
    Output output = new Output(writer(FileDescriptor.out), writer(FileDescriptor.err));
    System.exit(new Program(new Appliance(), WithoutDaemon::open, output).run(words));
  }

  /** UTF-8 whatever the locale: what is printed is read by programs too. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}

package dev.sitedrop.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.function.Predicate;

/** Asks a person, again until the answer fits. */
final class Questions {
  private final BufferedReader in;
  private final PrintWriter out;

  Questions(Reader in, PrintWriter out) {
    this.in = new BufferedReader(in);
    this.out = out;
  }

  /**
   * @param otherwise what an empty answer means
   * @param allowed what else an answer may be
   * @param told what it may be, for whoever answers otherwise
   */
  String ask(String question, String otherwise, Predicate<String> allowed, String told)
      throws IOException {
    while (true) {
      out.print(question + (otherwise.isEmpty() ? "" : " [" + otherwise + "]") + ": ");
      out.flush();
      String line = in.readLine();
      if (line == null) {
        throw new CommandFailed(Exit.FAILED, "The answers have ended. Nothing was written.");
      }
      String answer = line.isBlank() ? otherwise : line.strip();
      if (allowed.test(answer)) {
        return answer;
      }
      out.println("  It may be " + told + ".");
    }
  }

  boolean yes(String question) throws IOException {
    return ask(question + " (y/n)", "n", one -> one.matches("(?i)y|n|yes|no"), "y or n")
        .toLowerCase(java.util.Locale.ROOT)
        .startsWith("y");
  }
}

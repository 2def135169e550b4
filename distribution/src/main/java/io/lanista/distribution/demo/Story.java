package io.lanista.distribution.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells what happens, a line at a time, with how long it has been. Thread-safe. */
final class Story {
  private final PrintWriter out;
  private final long start = System.nanoTime();

  Story(PrintWriter out) {
    this.out = out;
  }

  synchronized void tell(String what, String details) {
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%6.1fs  %-9s %s%n", seconds, what, details);
    out.flush();
  }

  synchronized void plain(String line) {
    out.println(line);
    out.flush();
  }
}

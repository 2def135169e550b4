package io.lanista.distribution.cli;

import io.lanista.distribution.doctor.Finding;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Shows findings, one below the other. */
final class Findings {
  /** What could steer a terminal, or hide behind other characters. */
  private static final Pattern UNSEEN = Pattern.compile("\\p{C}");

  private final PrintWriter out;
  private int bad;

  Findings(PrintWriter out) {
    this.out = out;
  }

  void show(Finding finding) {
    String grade = finding.grade().name().toLowerCase(Locale.ROOT);
    out.printf("%-5s %-14s %s%n", grade, finding.subject(), seen(finding.found()));
    if (!finding.remedy().isEmpty()) {
      out.printf("%-5s %-14s -> %s%n", "", "", seen(finding.remedy()));
    }
    if (finding.grade() == Finding.Grade.BAD) {
      bad++;
    }
  }

  /** How many of those shown were bad. */
  int bad() {
    return bad;
  }

  /** A text from elsewhere as it may be printed. */
  static String seen(String text) {
    return UNSEEN.matcher(text).replaceAll("?");
  }
}

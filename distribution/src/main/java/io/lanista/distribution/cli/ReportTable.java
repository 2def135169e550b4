package io.lanista.distribution.cli;

import io.lanista.distribution.cli.BenchReport.Figure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a report for people. */
final class ReportTable {
  private static final String BETWEEN = "   ";

  private ReportTable() {}

  static void print(BenchReport report, PrintWriter out) {
    out.println(report.bench() + ": " + report.workload());
    out.println("on " + report.machine());
    out.println();
    List<List<String>> lines = lines(report);
    int[] widths = widths(lines);
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder("  ").append(pad(line.get(0), -widths[0]));
      for (int i = 1; i < line.size(); i++) {
        text.append(BETWEEN).append(pad(line.get(i), widths[i]));
      }
      out.println(text.toString().stripTrailing());
    }
    if (!report.notes().isEmpty()) {
      out.println();
      report.notes().forEach(out::println);
    }
    out.flush();
  }

  private static List<List<String>> lines(BenchReport report) {
    List<List<String>> lines = new ArrayList<>();
    for (BenchReport.Row row : report.rows()) {
      if (lines.isEmpty()) {
        List<String> head = new ArrayList<>(List.of(""));
        row.figures().forEach(figure -> head.add(head(figure)));
        lines.add(head);
      }
      List<String> line = new ArrayList<>(List.of(row.setting()));
      row.figures().forEach(figure -> line.add(text(figure)));
      lines.add(line);
    }
    return lines;
  }

  private static String head(Figure figure) {
    return figure.isRatio() ? figure.name() : figure.name() + " " + figure.unit();
  }

  private static String text(Figure figure) {
    double value = figure.value();
    if (figure.isRatio()) {
      return String.format(Locale.ROOT, "%.2fx", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  /** A negative width keeps to the left. */
  private static String pad(String text, int width) {
    return width == 0 ? text : String.format(Locale.ROOT, "%" + width + "s", text);
  }
}

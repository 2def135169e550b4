package io.lanista.distribution.cli;

import java.util.List;
import java.util.Objects;

/**
 * What a bench found: one row for each setting, with the same figures in each.
 *
 * @param workload what was done, with its sizes
 * @param notes what a reader must know to trust the figures
 */
public record BenchReport(
    String bench, String workload, Machine machine, List<Row> rows, List<String> notes) {

  /** The figures in one setting, such as with 64 connections. */
  public record Row(String setting, List<Figure> figures) {
    public Row {
      Objects.requireNonNull(setting);
      figures = List.copyOf(figures);
    }
  }

  /**
   * One number.
   *
   * @param name what it is; floors and ratios say of what
   * @param unit such as {@code /s} or {@code ms}; {@code x} for a ratio
   */
  public record Figure(String name, double value, String unit) {
    private static final String RATIO = "x";

    public Figure {
      Objects.requireNonNull(name);
      Objects.requireNonNull(unit);
    }

    /** How often the floor goes into the figure. */
    public static Figure ratio(String name, double figure, double floor) {
      return new Figure(name, floor == 0 ? 0 : figure / floor, RATIO);
    }

    boolean isRatio() {
      return unit.equals(RATIO);
    }
  }

  public BenchReport {
    Objects.requireNonNull(bench);
    Objects.requireNonNull(workload);
    Objects.requireNonNull(machine);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}

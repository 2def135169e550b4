package io.lanista.distribution.bench;

import java.util.ArrayList;
import java.util.List;

/** The middle of several short rounds: one that was disturbed does not count. */
final class Median {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** 0 if there was no round. */
  double value() {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

package io.lanista.engine.plugin;

import java.util.List;
import java.util.StringJoiner;

/**
 * Why a plugin was not loaded: everything that was found. The messages are for the operator: what
 * was found, what is needed, what to do.
 */
final class PluginRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PluginRefusedException(String problem) {
    this(List.of(problem));
  }

  /**
   * @param problems at least one
   */
  PluginRefusedException(List<String> problems) {
    super(inOne(problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems == null ? List.of(getMessage()) : problems;
  }

  private static String inOne(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    StringJoiner all = new StringJoiner(" ", problems.size() + " problems: ", "");
    for (int i = 0; i < problems.size(); i++) {
      all.add("(" + (i + 1) + ") " + problems.get(i));
    }
    return all.toString();
  }
}

package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what a fighter left behind, among our own descendants only. */
final class LeftBehind {
  private final Set<Long> before = descendants();
  private final Set<Long> its = new HashSet<>();

  /** Whoever is there now and was not when this was made belongs to it. */
  void remember() {
    its.addAll(descendants());
    its.removeAll(before);
  }

  void assertNothing() {
    Collection<Long> left = new HashSet<>(descendants());
    left.removeAll(before);
    left.addAll(its);
    left.removeIf(ProcFiles::isOver);
    assertThat(left).as("processes left behind").isEmpty();
  }

  private static Set<Long> descendants() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}

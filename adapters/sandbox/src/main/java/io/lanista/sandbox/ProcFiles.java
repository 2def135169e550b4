package io.lanista.sandbox;

import io.lanista.ports.sandbox.Confined.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What Linux says of processes in {@code /proc}; nothing where there is none. */
final class ProcFiles {
  private static final Path PROC = Path.of("/proc");

  /** Clock ticks a second, which is 100 on every Linux that Java runs on. */
  private static final long TICK_MILLIS = 10;

  private ProcFiles() {}

  /** A process's children, oldest first. */
  static List<Long> children(long pid) {
    String own = Long.toString(pid);
    Path file = PROC.resolve(own).resolve("task").resolve(own).resolve("children");
    return read(file).stream()
        .flatMap(text -> Arrays.stream(text.strip().split(" ")))
        .filter(word -> !word.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  /** Whether a process is over, be it not yet taken note of by its parent. */
  static boolean isOver(long pid) {
    List<String> stat = stat(pid);
    return stat.isEmpty() || stat.get(0).equals("Z") || stat.get(0).equals("X");
  }

  /** What a process used; empty if it is over. */
  static Optional<Usage> usage(long pid) {
    List<String> stat = stat(pid);
    Optional<String> status = read(PROC.resolve(Long.toString(pid)).resolve("status"));
    if (stat.size() < 13 || status.isEmpty()) {
      return Optional.empty();
    }
    long ticks = Long.parseLong(stat.get(11)) + Long.parseLong(stat.get(12));
    Optional<Long> peak =
        status
            .get()
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
            .findFirst();
    return peak.map(bytes -> new Usage(Duration.ofMillis(ticks * TICK_MILLIS), bytes));
  }

  /** The fields of {@code stat} from the third on: the name before them may hold anything. */
  private static List<String> stat(long pid) {
    return read(PROC.resolve(Long.toString(pid)).resolve("stat"))
        .map(text -> List.of(text.substring(text.lastIndexOf(')') + 2).split(" ")))
        .orElse(List.of());
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}

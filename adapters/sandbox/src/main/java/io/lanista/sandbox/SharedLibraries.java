package io.lanista.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine's own programs load at run time, by {@code ldd}. Never to be asked about a
 * fighter's files: ldd may run what it looks at.
 */
final class SharedLibraries {
  private static final Pattern PATH = Pattern.compile("(?:=> |^\\s+)(/\\S+) \\(0x");
  private static final int AT_ONCE = 100;

  private SharedLibraries() {}

  /** The libraries of programs and of other libraries, at the paths they are asked for. */
  static SortedSet<Path> of(List<Path> files) throws IOException, InterruptedException {
    SortedSet<Path> found = new TreeSet<>();
    for (int from = 0; from < files.size(); from += AT_ONCE) {
      List<String> command = new ArrayList<>(List.of(Tools.find("ldd").toString()));
      files.subList(from, Math.min(files.size(), from + AT_ONCE)).stream()
          .map(Path::toString)
          .forEach(command::add);
      // It fails for a file that is linked statically; what it found for the others counts.
      Tools.output(command)
          .lines()
          .map(PATH::matcher)
          .filter(Matcher::find)
          .map(line -> Path.of(line.group(1)))
          .forEach(found::add);
    }
    return found;
  }

  /** The shared libraries in a folder and below. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(".*\\.so(\\.[0-9.]+)?"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}

package io.lanista.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A program that runs fighters, and what it needs of this machine.
 *
 * @param executable where it really is
 * @param arguments come before those of the fighter's own
 * @param files files and folders it reads, each at the path it asks for; nothing else is there
 * @param environment all it gets of that kind
 */
record Interpreter(
    Path executable,
    List<String> arguments,
    SortedSet<Path> files,
    Map<String, String> environment) {
  Interpreter {
    Objects.requireNonNull(executable);
    arguments = List.copyOf(arguments);
    files = new TreeSet<>(files);
    environment = Map.copyOf(environment);
  }
}

package io.lanista.ports.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be started, and within which bounds.
 *
 * @param name what it is called in messages and thread names, 1..64 characters
 * @param folder its files; all it sees beside the interpreter, read-only, as its working directory
 * @param command the program and its arguments, such as {@code python3 bot.py}; the first word
 *     names an interpreter the operator allows, or an executable of the folder
 * @param log takes what it writes to stderr, up to {@code limits.logBytes}; empty to discard it
 */
public record ConfinedProgram(
    String name, Path folder, List<String> command, SandboxLimits limits, Optional<Path> log) {
  public ConfinedProgram {
    Objects.requireNonNull(name);
    Objects.requireNonNull(folder);
    command = List.copyOf(command);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(log);
    if (name.isEmpty() || name.length() > 64 || command.isEmpty()) {
      throw new IllegalArgumentException("A program has a name of 1 to 64 characters, a command.");
    }
  }
}

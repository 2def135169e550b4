package io.lanista.chain.local;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * npm packages in a folder of their own, installed when they are first asked for. Several processes
 * may share the folder. Thread-safe.
 */
public final class NodePackages {
  private static final long SECONDS_TO_INSTALL = 120;
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path folder;

  /**
   * Packages in a folder.
   *
   * @param folder made when it is needed; gets a {@code node_modules}
   */
  public NodePackages(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Where packages, logs and what was made with them lie. */
  public Path folder() {
    return folder;
  }

  /** {@code node_modules}. */
  public Path modules() {
    return folder.resolve("node_modules");
  }

  /**
   * Installs what is missing.
   *
   * @param packages each with its version, such as {@code solc@0.8.37}
   * @throws IOException if npm is missing or fails; the message says what to do
   */
  public void install(String... packages) throws IOException {
    synchronized (ONE_AT_A_TIME) {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        List<String> missing = Stream.of(packages).filter(name -> !has(name)).toList();
        if (lock.isValid() && !missing.isEmpty()) {
          npmInstall(missing);
        }
      }
    }
  }

  private boolean has(String versioned) {
    String name = versioned.substring(0, versioned.lastIndexOf('@'));
    return Files.exists(modules().resolve(name).resolve("package.json"));
  }

  private void npmInstall(List<String> packages) throws IOException {
    if (onPath("npm").isEmpty()) {
      throw new IOException(
          "npm is not on the PATH, and "
              + String.join(", ", packages)
              + " must be installed with it: install Node.js 18 or newer.");
    }
    Path own = folder.resolve("package.json");
    if (!Files.exists(own)) {
      // Without one, npm installs into the next folder above that has one.
      Files.writeString(own, "{\"private\": true}\n");
    }
    List<String> command = new ArrayList<>(List.of("npm", "install"));
    command.addAll(List.of("--no-audit", "--no-fund", "--no-package-lock"));
    command.addAll(packages);
    run(command, folder.resolve("npm.log"), SECONDS_TO_INSTALL);
  }

  /** Runs a program in the folder to its end, its output in a log. */
  private void run(List<String> command, Path log, long seconds) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile())
            .start();
    Processes.await(process, seconds, String.join(" ", command));
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed; what it said is in " + log + ".");
    }
  }

  /** A program on the PATH. */
  static Optional<Path> onPath(String program) {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

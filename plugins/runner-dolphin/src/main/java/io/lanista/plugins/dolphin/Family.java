package io.lanista.plugins.dolphin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All processes of one game: those of this user that bear its mark in their environment. They
 * inherit it, so one that left its group or lost its parent is found, and no stranger is.
 */
final class Family {
  /** The variable that holds the mark. */
  static final String VARIABLE = "LANISTA_DOLPHIN_GAME";

  private static final Path PROC = Path.of("/proc");
  private static final int MOST_ENVIRONMENT = 1 << 20;
  private static final int ROUNDS = 100;
  private static final long PAUSE_MILLIS = 30;

  private Family() {}

  static boolean canBeFound() {
    return Files.isReadable(PROC.resolve("self").resolve("environ"));
  }

  /** Those alive now. */
  static List<ProcessHandle> of(String mark) throws IOException {
    byte[] wanted = (VARIABLE + "=" + mark).getBytes(StandardCharsets.US_ASCII);
    UserPrincipal self = Files.getOwner(PROC.resolve("self"));
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != ProcessHandle.current().pid() && bears(process, self, wanted)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean bears(Path process, UserPrincipal self, byte[] wanted) {
    try {
      if (!Files.getOwner(process).equals(self)) {
        return false;
      }
      try (InputStream in = Files.newInputStream(process.resolve("environ"))) {
        byte[] environment = in.readNBytes(MOST_ENVIRONMENT);
        int from = 0;
        for (int i = 0; i <= environment.length; i++) {
          if (i == environment.length || environment[i] == 0) {
            if (Arrays.equals(environment, from, i, wanted, 0, wanted.length)) {
              return true;
            }
            from = i + 1;
          }
        }
        return false;
      }
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  /**
   * Kills until none is left, because one that is killed may have started another just before. None
   * is left when two looks in a row say so: one that is just becoming another program has no
   * environment for a moment.
   *
   * @return whether none is left; false after some seconds
   */
  static boolean kill(String mark) {
    boolean interrupted = false;
    try {
      boolean wasEmpty = false;
      for (int round = 0; round < ROUNDS; round++) {
        List<ProcessHandle> left = of(mark);
        if (left.isEmpty() && wasEmpty) {
          return true;
        }
        wasEmpty = left.isEmpty();
        left.forEach(ProcessHandle::destroyForcibly);
        try {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException hurry) {
          interrupted = true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

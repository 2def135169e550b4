package io.lanista.plugins.dolphin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel says about one process (proc(5), {@code /proc/PID/stat}).
 *
 * @param pid its number, which may be given to another process when this one is gone
 * @param start when it started, in clock ticks since the machine did: with the number it tells one
 *     process from any other of this boot
 */
record ProcessStat(long pid, long parent, long session, long start, boolean isRunning) {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");

  /** Where fields are that follow the name, which is in brackets and may hold anything. */
  private static final int STATE = 0;

  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int START = 19;

  static boolean canBeRead() {
    return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(BOOT);
  }

  /** What tells this boot of the machine from another. */
  static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }

  /** The process of that number, if there is one that can be read. */
  static Optional<ProcessStat> of(long pid) {
    return read(PROC.resolve(String.valueOf(pid)));
  }

  /** The processes of this user. Others are not looked at. */
  static List<ProcessStat> ours() throws IOException {
    UserPrincipal self = Files.getOwner(PROC.resolve("self"));
    List<ProcessStat> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path process : processes) {
        if (isOf(self, process)) {
          read(process).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isOf(UserPrincipal user, Path process) {
    try {
      return Files.getOwner(process).equals(user);
    } catch (IOException gone) {
      return false;
    }
  }

  private static Optional<ProcessStat> read(Path process) {
    try {
      String stat =
          new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new ProcessStat(
              Long.parseLong(process.getFileName().toString()),
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[SESSION]),
              Long.parseLong(fields[START]),
              !fields[STATE].equals("Z") && !fields[STATE].equals("X")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  Birth birth() {
    return new Birth(pid, start);
  }
}

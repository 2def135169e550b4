package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process brought to the disk, and when, as strace saw it. */
record SyncTrace(List<Sync> syncs) {
  private static final long MICROS = 1_000_000;
  private static final Pattern LINE =
      Pattern.compile("^(\\d+) +(\\d+)\\.(\\d{6}) (?:<\\.\\.\\. )?f(?:data)?sync(.*)$");
  private static final Pattern OPENED = Pattern.compile("^\\(\\d+<([^>]*)>(.*)$");
  private static final Pattern ENDED = Pattern.compile("= 0 <(\\d+)\\.(\\d{6})>");
  private static final int TRIES = 500;

  /** One fsync or fdatasync that succeeded; times are microseconds since the epoch. */
  record Sync(String file, long began, long ended) {}

  /** The command that a traced process is started with; the process keeps its own id. */
  static String[] command(Path trace) {
    return new String[] {
      "strace",
      "-D",
      "-f",
      "-q",
      "--seccomp-bpf",
      "-y",
      "-T",
      "-ttt",
      "-e",
      "trace=fsync,fdatasync",
      "-o",
      trace.toString()
    };
  }

  static boolean isPossible() {
    try {
      Process process =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Reads the trace of a process that is dead, once the tracer has written all of it. */
  static SyncTrace read(Path trace) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      if (Files.readString(trace).contains("+++ killed by SIGKILL +++")) {
        return of(Files.readAllLines(trace));
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new IOException("The tracer does not say that the process is dead: " + trace);
  }

  /** The syncs in the lines of a trace; a call that others interrupt takes two lines. */
  static SyncTrace of(List<String> lines) {
    List<Sync> syncs = new ArrayList<>();
    Map<String, Sync> begun = new HashMap<>();
    for (String line : lines) {
      Matcher call = LINE.matcher(line);
      if (!call.matches()) {
        continue;
      }
      String thread = call.group(1);
      long at = Long.parseLong(call.group(2)) * MICROS + Long.parseLong(call.group(3));
      Matcher opened = OPENED.matcher(call.group(4));
      Matcher ended = ENDED.matcher(call.group(4));
      if (opened.matches() && ended.find()) {
        long took = Long.parseLong(ended.group(1)) * MICROS + Long.parseLong(ended.group(2));
        syncs.add(new Sync(opened.group(1), at, at + took));
      } else if (opened.matches()) {
        begun.put(thread, new Sync(opened.group(1), at, at));
      } else if (ended.find() && begun.containsKey(thread)) {
        Sync first = begun.remove(thread);
        syncs.add(new Sync(first.file(), first.began(), at));
      }
    }
    return new SyncTrace(List.copyOf(syncs));
  }

  /** How many syncs of files whose path contains this lie within a time. */
  long within(long from, long to, String file) {
    return syncs.stream()
        .filter(s -> s.began() >= from && s.ended() <= to && s.file().contains(file))
        .count();
  }
}

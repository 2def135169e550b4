package io.lanista.plugins.dolphin;

import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The bridge's process, and with it Dolphin's. Used by one thread; closed by any. */
final class Bridge implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Bridge.class.getName());
  private static final int WAITING_LINES = 4;
  private static final int MOST_LOG = 1 << 20;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** What stands for the end of the lines. */
  private static final String END = "";

  private final GameNote note;
  private final Process process;
  private final Family family;
  private final Path log;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
  private final List<Thread> readers = new ArrayList<>();

  private Bridge(GameNote note, Process process, Family family, Path log) {
    this.note = note;
    this.process = process;
    this.family = family;
    this.log = log;
  }

  static Bridge start(DolphinSettings settings, RunFolder run, WorldStart start)
      throws IOException {
    String name =
        start.match() + "-" + start.game() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Path log = run.log(name);
    ProcessBuilder builder =
        new ProcessBuilder(
                settings.python(),
                run.bridge().toString(),
                "--dolphin",
                dolphin(settings, start.folder()).toString(),
                "--iso",
                settings.iso().toAbsolutePath().toString(),
                "--folder",
                start.folder().toAbsolutePath().toString(),
                "--port",
                String.valueOf(freePort()))
            .directory(start.folder().toFile());
    // The engine's own settings, some of them secret, are none of Dolphin's business.
    builder.environment().keySet().removeIf(key -> key.startsWith("LANISTA_"));
    GameNote note = run.note(name);
    Process process;
    try {
      process = builder.start();
    } catch (IOException notStarted) {
      note.delete();
      throw notStarted;
    }
    return started(note, process, log, name);
  }

  /** The bridge starts Dolphin when it is told what to play, so what is noted first is enough. */
  private static Bridge started(GameNote note, Process process, Path log, String name)
      throws IOException {
    try {
      Birth keeper =
          Birth.of(process.pid())
              .orElseThrow(() -> new IOException("the bridge ended as soon as it was started"));
      note.add(List.of(keeper));
      Bridge bridge = new Bridge(note, process, new Family(keeper, List.of()), log);
      bridge.read("dolphin-" + name + "-lines", bridge::readLines);
      bridge.read("dolphin-" + name + "-log", bridge::readLog);
      return bridge;
    } catch (IOException failed) {
      process.destroyForcibly();
      note.delete();
      throw failed;
    }
  }

  /** Dolphin itself, or a script that adds arguments, for which libmelee has no place. */
  private static Path dolphin(DolphinSettings settings, Path folder) throws IOException {
    Path dolphin = settings.dolphin().toAbsolutePath();
    if (settings.arguments().isEmpty()) {
      return dolphin;
    }
    String more =
        settings.arguments().stream().map(Bridge::quoted).collect(Collectors.joining(" "));
    Path script = folder.resolve("dolphin");
    Files.writeString(
        script, "#!/bin/sh\nexec " + quoted(dolphin.toString()) + " \"$@\" " + more + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** A UDP port that was free a moment ago. */
  private static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void read(String name, Runnable reader) {
    Thread thread = new Thread(reader, name);
    thread.setDaemon(true);
    readers.add(thread);
    thread.start();
  }

  private void readLines() {
    try (InputStream in = process.getInputStream()) {
      byte[] line = new byte[WorldState.MOST_BYTES];
      byte[] some = new byte[WorldState.MOST_BYTES];
      int length = 0;
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        for (int i = 0; i < read; i++) {
          if (some[i] == '\n') {
            lines.put(new String(line, 0, length, StandardCharsets.UTF_8));
            length = 0;
          } else if (length == line.length) {
            throw new IOException("a line is too long");
          } else {
            line[length++] = some[i];
          }
        }
      }
      lines.put(END);
    } catch (IOException broken) {
      lines.offer(END);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps its beginning; what comes after is read too, so that Dolphin never waits for us. */
  private void readLog() {
    try (InputStream in = process.getErrorStream();
        OutputStream out = Files.newOutputStream(log)) {
      byte[] some = new byte[8 << 10];
      int room = MOST_LOG;
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        out.write(some, 0, Math.min(read, room));
        room -= Math.min(read, room);
      }
    } catch (IOException closed) {
      LOG.log(Level.DEBUG, "The log of a game in Dolphin ended: {0}", closed.getMessage());
    }
  }

  void send(String line) throws WorldException {
    try {
      OutputStream out = process.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException ended) {
      throw new WorldException(ended("does not listen"), ended);
    }
  }

  /**
   * The next line.
   *
   * @param what what is waited for, for the message
   */
  String next(Duration within, String what) throws WorldException, InterruptedException {
    String line = lines.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw new WorldException(
          "Dolphin did not " + what + " within " + within.toSeconds() + " s. Its log: " + log);
    }
    if (line.equals(END)) {
      throw new WorldException(ended("ended"));
    }
    return line;
  }

  /** Notes all processes that the game has now, so that they are found without the keeper too. */
  void noteProcesses() throws WorldException {
    try {
      note.add(family.members());
    } catch (IOException full) {
      throw new WorldException("The game's processes cannot be noted: " + full.getMessage(), full);
    }
  }

  private String ended(String how) {
    return "The bridge to Dolphin " + how + ". Its log: " + log;
  }

  /**
   * Ends it.
   *
   * @param finished whether its game is over, so that it may tidy up for a moment
   */
  void end(boolean finished) {
    if (finished) {
      try {
        process.getOutputStream().close();
        process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (IOException gone) {
        LOG.log(Level.DEBUG, "The bridge is gone: {0}", gone.getMessage());
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      }
    }
    close();
  }

  @Override
  public void close() {
    if (family.kill()) {
      forget();
    } else {
      LOG.log(Level.ERROR, "Processes of a game in Dolphin cannot be ended. Its log: {0}", log);
    }
    readers.forEach(Thread::interrupt);
  }

  private void forget() {
    try {
      note.delete();
    } catch (IOException left) {
      LOG.log(Level.DEBUG, "A note of a game is left: {0}", left.getMessage());
    }
  }
}

package io.lanista.sandbox;

import io.lanista.ports.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Places for running programs: each has a named pipe for its stdin and a user id of its own. A
 * place is given to the next program only when nothing of the one before is left. Thread-safe.
 */
final class Slots implements AutoCloseable {
  /** How many may run at once. */
  static final int MOST = 60;

  /**
   * User ids nobody uses: above those of containers, below those that are refused as negative (see
   * systemd's "Users, Groups, UIDs and GIDs"). Each process of this machine has sixty to itself.
   */
  private static final long FIRST_USER = 1_880_000_000L;

  private static final long MOST_PIDS = 4_194_304L;

  /** A place. */
  record Slot(Path fifo, long user) {}

  private final Path folder;
  private final BlockingQueue<Slot> free = new ArrayBlockingQueue<>(MOST);

  private Slots(Path folder) {
    this.folder = folder;
  }

  /** Makes the places in a folder that is emptied for it. */
  static Slots open(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    clear(folder);
    List<String> command = new ArrayList<>(List.of(Tools.find("mkfifo").toString(), "-m", "600"));
    long first = FIRST_USER + ProcessHandle.current().pid() % MOST_PIDS * MOST;
    Slots slots = new Slots(folder);
    for (int i = 0; i < MOST; i++) {
      Slot slot = new Slot(folder.resolve("in-" + i), first + i);
      command.add(slot.fifo.toString());
      slots.free.add(slot);
    }
    String output = Tools.output(command);
    if (!Files.exists(folder.resolve("in-" + (MOST - 1)))) {
      throw new IOException("No named pipes can be made in " + folder + ": " + output.strip());
    }
    return slots;
  }

  Slot take() throws SandboxException {
    Slot slot = free.poll();
    if (slot == null) {
      throw SandboxException.engines(
          "All " + MOST + " places for fighters of this engine are taken.");
    }
    return slot;
  }

  void free(Slot slot) {
    free.offer(slot);
  }

  @Override
  public void close() {
    try {
      clear(folder);
    } catch (IOException leftForTheNextStart) {
      System.getLogger(Slots.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} is not emptied", folder);
    }
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
  }
}

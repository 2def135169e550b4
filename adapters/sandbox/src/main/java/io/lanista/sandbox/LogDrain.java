package io.lanista.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a program's stderr, on a thread of its own: so much into a file, the rest into nothing, and
 * that slowly, so that a flood costs us nothing. It is a pipe and not a file of the program's own:
 * with a file's descriptor it could change what it wrote, or the file's mode.
 */
final class LogDrain implements Runnable {
  private static final System.Logger LOG = System.getLogger(LogDrain.class.getName());
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final InputStream errors;
  private final Optional<Path> file;
  private long room;

  LogDrain(InputStream errors, Optional<Path> file, long most) {
    this.errors = errors;
    this.file = file;
    this.room = file.isPresent() ? most : 0;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[16 << 10];
    try (OutputStream log = open()) {
      for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
        if (room > 0) {
          keep(log, buffer, (int) Math.min(read, room));
        } else {
          LockSupport.parkNanos(PAUSE);
        }
      }
    } catch (IOException closed) {
      LOG.log(Level.DEBUG, "A fighter''s log ends: {0}", closed.getMessage());
    }
  }

  /** A log that cannot be kept stops no game. */
  private OutputStream open() {
    try {
      return file.isPresent() ? Files.newOutputStream(file.get()) : OutputStream.nullOutputStream();
    } catch (IOException failed) {
      return lost(failed, OutputStream.nullOutputStream());
    }
  }

  private void keep(OutputStream log, byte[] buffer, int length) {
    try {
      log.write(buffer, 0, length);
      room -= length;
    } catch (IOException failed) {
      lost(failed, log);
    }
  }

  private OutputStream lost(IOException why, OutputStream log) {
    LOG.log(Level.WARNING, "A fighter''s log cannot be kept in {0}: {1}", file, why.getMessage());
    room = 0;
    return log;
  }
}

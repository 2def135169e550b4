package io.lanista.engine.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which plugins an operator disabled, kept in a file so that a restart does not enable them. The
 * file lies in the data folder and not among the plugins: those may be read-only or shared.
 */
public final class DisabledPlugins {
  private static final String HEAD =
      "# Plugins that are disabled, one id a line; `lanista plugin enable ID` removes a line.\n";

  private final Path file;
  private final Set<String> ids = new TreeSet<>();

  private DisabledPlugins(Path file) {
    this.file = file;
  }

  /**
   * Reads the file; without one, nothing is disabled.
   *
   * @throws IOException if it cannot be read: better no server than one that runs what was disabled
   */
  public static DisabledPlugins read(Path file) throws IOException {
    DisabledPlugins disabled = new DisabledPlugins(file);
    if (Files.exists(file)) {
      Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(Descriptor::isId)
          .forEach(disabled.ids::add);
    }
    return disabled;
  }

  /** Their ids, sorted. */
  public synchronized Set<String> ids() {
    return new TreeSet<>(ids);
  }

  synchronized boolean contains(String id) {
    return ids.contains(id);
  }

  /** Durable when it returns; changes nothing if it throws. */
  synchronized void add(String id) throws IOException {
    if (!ids.contains(id)) {
      Set<String> more = ids();
      more.add(id);
      write(more);
      ids.add(id);
    }
  }

  /** As {@link #add}. */
  synchronized void remove(String id) throws IOException {
    if (ids.contains(id)) {
      Set<String> fewer = ids();
      fewer.remove(id);
      write(fewer);
      ids.remove(id);
    }
  }

  private void write(Set<String> all) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    all.forEach(id -> text.append(id).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    ForcedFile.replace(
        file,
        out -> {
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
        });
  }
}

package io.lanista.plugins.dolphin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file about a running game: the machine's boot, the engine, then the game's processes, keeper
 * first, one a line. What is written is on disk when the call returns.
 */
final class GameNote {
  private static final int LONGEST = 1 << 16;

  private final Path file;

  GameNote(Path file) {
    this.file = file;
  }

  /** Notes that this engine begins a game; to be done before the game's first process is there. */
  void begin() throws IOException {
    write(
        ProcessStat.boot() + "\n" + Birth.self() + "\n",
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
  }

  /** Notes processes of the game. */
  void add(Collection<Birth> processes) throws IOException {
    write(
        processes.stream().map(process -> process + "\n").collect(Collectors.joining()),
        StandardOpenOption.APPEND);
  }

  private void write(String text, OpenOption... how) throws IOException {
    try (FileChannel out = FileChannel.open(file, how)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Whether the engine that wrote it lives, so that the game is none of ours. */
  boolean isPlayed() throws IOException {
    List<String> lines = lines();
    return lines.size() > 1 && Birth.parse(lines.get(1)).filter(Birth::isRunning).isPresent();
  }

  /** The game's processes; none if no process of it was noted. */
  Optional<Family> family() throws IOException {
    List<Birth> noted =
        lines().stream().skip(2).map(Birth::parse).flatMap(Optional::stream).toList();
    return noted.stream().findFirst().map(keeper -> new Family(keeper, noted));
  }

  /** The whole lines; none if they are of another boot, whose numbers mean nothing now. */
  private List<String> lines() throws IOException {
    if (Files.size(file) > LONGEST) {
      return List.of();
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    return lines.isEmpty() || !lines.get(0).equals(ProcessStat.boot()) ? List.of() : lines;
  }
}

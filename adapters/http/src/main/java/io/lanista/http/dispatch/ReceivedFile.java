package io.lanista.http.dispatch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body on the disk instead of in memory, in a file that only this process's user can read. Used
 * by one exchange.
 */
final class ReceivedFile implements BodyReader.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);

  private final Path file;
  private final FileChannel channel;

  private ReceivedFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static ReceivedFile in(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "upload-", ".part");
    return new ReceivedFile(file, FileChannel.open(file, StandardOpenOption.WRITE));
  }

  Path file() {
    return file;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public ByteBuffer whole() throws IOException {
    channel.close();
    return ByteBuffer.allocate(0);
  }

  void delete() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException left) {
      LOG.warn("Could not delete {}: {}", file, left.getMessage());
    }
  }
}

package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InputPipeTest {
  @TempDir Path folder;

  /** Of these sizes a page of the pipe takes one and wastes most, or a bit more than one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 400, 2049, 4095, 4097, 8192, 16384, 0})
  void aReaderThatNeverReadsIsNoticedAndNeverWaitedFor(int size) throws Exception {
    Random random = new Random(size);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try (InputPipe pipe = InputPipe.open(fifo());
        InputStream reader = Files.newInputStream(folder.resolve("fifo"))) {
      byte[] line = line(size, random, taken.size());
      while (pipe.write(line)) {
        taken.writeBytes(line);
        line = line(size, random, taken.size());
      }
      assertThat(taken.size()).isGreaterThan(InputPipe.MOST_WAITING - InputPipe.MOST_LINE);

      // Once it reads, all of it comes, in order.
      byte[] read = new byte[taken.size()];
      for (int at = 0; at < read.length; ) {
        at += reader.read(read, at, Math.min(7000, read.length - at));
        pipe.flush();
      }
      assertThat(read).isEqualTo(taken.toByteArray());
    }
  }

  private static byte[] line(int size, Random random, int fill) {
    byte[] line = new byte[size == 0 ? 1 + random.nextInt(InputPipe.MOST_LINE) : size];
    Arrays.fill(line, (byte) fill);
    return line;
  }

  private Path fifo() throws Exception {
    Path fifo = folder.resolve("fifo");
    String output = Tools.output(List.of(Tools.find("mkfifo").toString(), fifo.toString()));
    assertThat(fifo).as(output).exists();
    return fifo;
  }
}

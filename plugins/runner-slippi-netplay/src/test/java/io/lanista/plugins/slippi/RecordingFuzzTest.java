package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.lanista.plugins.slippi.format.Frame;
import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.plugins.slippi.format.Slp;
import io.lanista.plugins.slippi.format.Version;
import io.lanista.ports.replay.InvalidReplayException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken recordings: {@code -Dlanista.fuzz=N} tries N of them, {@code lanista.fuzz.seed} others.
 */
class RecordingFuzzTest {
  private static final int INPUTS = Integer.getInteger("lanista.fuzz", 100_000);
  private static final long SEED = Long.getLong("lanista.fuzz.seed", 20260301L);
  private static final int EVENTS = 60;

  private final SlippiReplayReader reader = new SlippiReplayReader();
  private final List<byte[]> whole =
      List.of(
          shortened(GeneratedGame.ofSeed(1)),
          shortened(GeneratedGame.ofSeed(2).withVersion(new Version(3, 6, 0))),
          shortened(GeneratedGame.ofSeed(3).withEnding(GeneratedGame.Ending.FIRST_QUITS)));

  @Test
  void brokenRecordingsAreReadOrRefusedAndNothingElse() {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] broken = broken(random);
      try {
        reader.read(ByteBuffer.wrap(broken).asReadOnlyBuffer());
        read++;
        if (read % 4 == 0) {
          framesGoUp(broken, i);
        }
      } catch (InvalidReplayException refused) {
        if (refused.getMessage().isBlank()) {
          fail("Input " + i + " of seed " + SEED + " is refused without a reason.");
        }
      } catch (RuntimeException | Error defect) {
        fail("Input " + i + " of seed " + SEED + " made the reader fail.", defect);
      }
    }
    // Were all refused, the mutations would test the first check only.
    assertThat(read).isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }

  private static void framesGoUp(byte[] broken, int input) throws InvalidReplayException {
    int last = Integer.MIN_VALUE;
    for (Frame frame : RecordedGame.read(ByteBuffer.wrap(broken)).frames()) {
      if (frame.number() <= last) {
        fail("Input " + input + " of seed " + SEED + " repeats frame " + last + ".");
      }
      last = frame.number();
    }
  }

  @Test
  void memoryDoesNotFollowWhatARecordingClaims() throws InvalidReplayException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Slp slp = Slp.of(GeneratedGame.ofSeed(1).withFrames(150));
    List<byte[]> lies =
        List.of(
            slp.rawLength(Integer.MAX_VALUE).bytes(),
            slp.rawLength(-1).bytes(),
            slp.rawLength(0).tail("U\bmetadata{U\u0001aSl\u007f\u00ff\u00ff\u00ff}}").bytes(),
            slp.tail("U\bmetadata{U\u0001a[$U#L\u0000\u0000\u0000\u007f\u0000\u0000\u0000\u0000}}")
                .bytes(),
            slp.tail("U\bmetadata{#l\u007f\u00ff\u00ff\u00ffU\u0001aZ}}").bytes());
    for (byte[] lie : lies) {
      attempt(lie);
      long before = threads.getCurrentThreadAllocatedBytes();
      attempt(lie);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }
  }

  @Test
  void framesAreReadWithoutAllocating() throws InvalidReplayException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer game = ByteBuffer.wrap(GeneratedGame.ofSeed(1).withFrames(20_000).bytes());
    reader.read(game);

    long before = threads.getCurrentThreadAllocatedBytes();
    reader.read(game);

    // 20000 frames of one object each would be some 300 KB at the least.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }

  private void attempt(byte[] bytes) {
    try {
      reader.read(ByteBuffer.wrap(bytes));
    } catch (InvalidReplayException expected) {
      assertThat(expected).hasMessageContaining("recording");
    }
  }

  /** The first frames of a game and its end: quick to read, and with every kind of event. */
  private static byte[] shortened(GeneratedGame game) {
    return Slp.of(game.withFrames(150)).keepEvents(EVENTS).bytes();
  }

  private byte[] broken(Random random) {
    byte[] bytes = whole.get(random.nextInt(whole.size())).clone();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        case 1 -> flip(bytes, random, bytes.length);
        case 2 -> flip(bytes, random, 900);
        case 3 -> lie(bytes, random);
        case 4 -> splice(bytes, random);
        default -> overwrite(bytes, random);
      }
      if (bytes.length < 16) {
        return bytes;
      }
    }
    return bytes;
  }

  private static void flip(byte[] bytes, Random random, int within) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(Math.min(within, bytes.length))] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private static void lie(byte[] bytes, Random random) {
    int[] lengths = {0, -1, 1, bytes.length, bytes.length - 15, Integer.MAX_VALUE, 0x100};
    ByteBuffer.wrap(bytes).putInt(11, lengths[random.nextInt(lengths.length)]);
  }

  private void splice(byte[] bytes, Random random) {
    byte[] other = whole.get(random.nextInt(whole.size()));
    int length = random.nextInt(Math.min(bytes.length, other.length));
    System.arraycopy(
        other,
        random.nextInt(other.length - length + 1),
        bytes,
        random.nextInt(bytes.length - length + 1),
        length);
  }

  private static void overwrite(byte[] bytes, Random random) {
    int tail = bytes.length - 1 - random.nextInt(Math.min(200, bytes.length));
    byte[] markers = "{}[]$#UilLSZTFC".getBytes(StandardCharsets.US_ASCII);
    bytes[tail] = markers[random.nextInt(markers.length)];
  }
}

package io.lanista.plugins.slippi;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lanista.plugins.slippi.format.Frame;
import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.plugins.slippi.format.Slp;
import io.lanista.ports.fuzz.FuzzRun;
import io.lanista.ports.fuzz.FuzzTarget;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Broken recordings; {@link FuzzRun} says how to try more or other ones. */
class RecordingFuzzTest {
  private final SlippiReplayReader reader = new SlippiReplayReader();
  private final RecordingMutation mutation = new RecordingMutation();

  @Test
  void brokenRecordingsAreReadOrRefusedAndNothingElse() throws Exception {
    var verdicts =
        FuzzRun.of(
                "recordings",
                new FuzzTarget() {
                  @Override
                  public byte[] input(RandomGenerator random) {
                    return mutation.broken(random);
                  }

                  @Override
                  public String take(byte[] input) throws Exception {
                    return read(input);
                  }
                })
            .allocating(64 << 10, 40)
            .run(20_000);
    long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
    // Were all refused, the mutations would test the first check only.
    if (all >= 1_000) {
      assertThat(verdicts.get("read")).isBetween(all / 20, all - all / 20);
    }
  }

  private String read(byte[] input) throws InvalidReplayException {
    ByteBuffer given = ByteBuffer.wrap(input).asReadOnlyBuffer();
    Recording recording;
    try {
      recording = reader.read(given);
    } catch (InvalidReplayException refused) {
      require(!refused.getMessage().isBlank(), "refused without a reason");
      require(refused.getMessage().length() < 500, "refused at too great a length");
      return "refused";
    }
    require(given.position() == 0, "the buffer's position moved");
    // The same bytes elsewhere in memory are the same recording.
    byte[] larger = new byte[input.length + 7];
    System.arraycopy(input, 0, larger, 7, input.length);
    Recording again = reader.read(ByteBuffer.wrap(larger, 7, input.length).slice());
    require(again.equals(recording), "read differently the second time");
    require(recording.players().size() == 2, "not two players");
    framesGoUp(input);
    return "read";
  }

  private static void framesGoUp(byte[] broken) throws InvalidReplayException {
    int last = Integer.MIN_VALUE;
    for (Frame frame : RecordedGame.read(ByteBuffer.wrap(broken)).frames()) {
      require(frame.number() > last, "a frame comes after a later one");
      require(!frame.players().isEmpty(), "a frame without players");
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
}

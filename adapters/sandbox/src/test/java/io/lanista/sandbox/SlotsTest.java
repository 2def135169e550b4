package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lanista.ports.sandbox.SandboxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotsTest {
  @TempDir Path folder;

  @Test
  void thatNoPlaceIsFreeIsNoFightersFault() throws Exception {
    try (Slots slots = Slots.open(folder)) {
      for (int i = 0; i < Slots.MOST; i++) {
        slots.take();
      }

      assertThat(catchThrowableOfType(SandboxException.class, slots::take).isEngines()).isTrue();
    }
  }
}

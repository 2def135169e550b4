package io.lanista.ports.room;

import org.junit.jupiter.api.Nested;

class FakeFormatsTest {
  @Nested
  class Arena extends RoomFormatContract {
    @Override
    protected RoomFormat format() {
      return new FakeArena();
    }
  }

  @Nested
  class Blitz extends RoomFormatContract {
    @Override
    protected RoomFormat format() {
      return new FakeBlitz();
    }
  }
}

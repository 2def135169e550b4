package io.lanista.ports.room;

import java.util.Objects;
import java.util.UUID;

/** A room. Public: anyone may know it. */
public record RoomId(UUID value) {
  public RoomId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

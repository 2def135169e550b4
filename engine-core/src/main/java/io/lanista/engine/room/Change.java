package io.lanista.engine.room;

import io.lanista.ports.player.Username;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of a room that is not written yet.
 *
 * @param from the room as it was read
 * @param to the room of the next version; {@code from} itself if nothing changes
 * @param decided what was decided about submissions
 * @param claims those among them that are claims, in the order of decision
 * @param seen members that gave a sign of life with it
 */
record Change(
    Room from,
    Room to,
    List<RoomEvent> events,
    Map<Long, RoomSubmission.State> decided,
    Map<Claim, ClaimOutcome> claims,
    List<Username> seen) {
  Change {
    events = List.copyOf(events);
    decided = Map.copyOf(decided);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    seen = List.copyOf(seen);
  }

  boolean isEmpty() {
    return from == to && seen.isEmpty();
  }

  /** Whether the room comes into this state with it. */
  boolean enters(RoomStatus status) {
    return to.status() == status && from.status() != status;
  }
}

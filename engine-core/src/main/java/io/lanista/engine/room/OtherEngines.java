package io.lanista.engine.room;

import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The other engines of this database, to which one that lacks the judge or the format of a room
 * leaves what is due in it. For a while: there may be none that has them. Thread-safe.
 */
final class OtherEngines {
  private static final Logger LOG = System.getLogger(OtherEngines.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);
  // Engines look regularly. At a fixed distance the same one would come first every time.
  private static final int MOST_MORE_MS = 1_000;

  private final boolean exist;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Others, or none.
   *
   * @param exist whether there may be some
   */
  OtherEngines(boolean exist) {
    this.exist = exist;
  }

  /** Whether what is due in a room can be left to them. */
  boolean canServe(Room room, Instant listeningSince, Instant now) {
    return exist && room.status() != RoomStatus.ENDED && !Overdue.is(room, listeningSince, now);
  }

  /** Says, once for each, what is left to them. */
  void tell(String lacking, String why) {
    if (told.add(lacking)) {
      LOG.log(
          Level.WARNING,
          "Rooms that need the {0} are left to other engines of this database, as long as it is not"
              + " here: {1} Give all engines the same judges and plugins.",
          lacking,
          why);
    }
  }

  /** When to look whether one of them came, if something was due at this instant. */
  Instant lookAgain(Instant now) {
    return now.plus(PAUSE).plusMillis(ThreadLocalRandom.current().nextInt(MOST_MORE_MS));
  }
}

package io.lanista.engine.room;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.storage.PollStore.Poll;
import io.lanista.ports.storage.Transaction;
import java.time.Instant;

/** Has a polled judge asked about the members of rooms for as long as that matters. */
record RoomPolls(Judges judges) {
  /** Sees to it within the transaction that writes a change, after it was written. */
  void follow(Transaction tx, Change change, Instant now) {
    String judge = change.to().plan().judge();
    if (judges.find(judge).isPresent() && !judges.isPolled(judge)) {
      return; // One that is not known here may be polled by another engine.
    }
    for (JudgeAccount account : change.to().plan().accounts()) {
      if (change.enters(RoomStatus.ACTIVE)) {
        tx.polls().watchAnew(judge, account, now);
      } else if (change.enters(RoomStatus.JUDGING)) {
        tx.polls().watch(judge, account, now);
      } else if (change.enters(RoomStatus.ENDED) && tx.rooms().playing(judge, account).isEmpty()) {
        tx.polls().unwatch(judge, account);
      }
    }
  }

  /** Has it asked once more, for the last time. */
  void askAgain(Transaction tx, Room room, Instant now) {
    for (JudgeAccount account : room.plan().accounts()) {
      tx.polls().watch(room.plan().judge(), account, now);
    }
  }

  /** Whether some member was not asked about since then, though somebody has to. */
  boolean isAwaited(Transaction tx, Room room, Instant since) {
    String judge = room.plan().judge();
    return judges.isPolled(judge)
        && room.plan().accounts().stream()
            .map(account -> tx.polls().find(judge, account).flatMap(Poll::askedAt))
            .anyMatch(asked -> asked.filter(at -> !at.isBefore(since)).isEmpty());
  }
}

package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.util.Optional;

/** Who is what in a room. Pure. */
final class Places {
  private Places() {}

  /** A member and its team. */
  record Place(Team team, Member member) {}

  static Optional<Place> of(Room room, Player player) {
    return room.plan().teams().stream()
        .flatMap(team -> team.members().stream().map(member -> new Place(team, member)))
        .filter(place -> place.member().username().key().equals(player.username().key()))
        .findFirst();
  }

  static Optional<TeamId> teamOf(Room room, JudgeAccount account) {
    return room.plan().teams().stream()
        .filter(team -> team.members().stream().anyMatch(m -> m.account().equals(account)))
        .map(Team::id)
        .findFirst();
  }

  /** Whether somebody may know of the room; a private one is for its members and its creator. */
  static boolean maySee(Room room, Optional<Player> viewer) {
    return room.plan().open()
        || viewer.filter(p -> isCreator(room, p) || of(room, p).isPresent()).isPresent();
  }

  static boolean isCreator(Room room, Player player) {
    return room.plan().creator().equals(player.id());
  }

  /**
   * The place of a member.
   *
   * @throws EngineException ROOM_NOT_FOUND to who may not know of it, NOT_YOUR_ROOM to others
   */
  static Place member(Room room, Player player) {
    return of(room, player).orElseThrow(() -> stranger(room, player, "you do not play in it."));
  }

  /** What somebody is answered who has no business in the room. */
  static EngineException stranger(Room room, Player player, String why) {
    return maySee(room, Optional.of(player))
        ? new EngineException(ErrorCode.NOT_YOUR_ROOM, "This is not your room: " + why)
        : RoomWrites.notFound();
  }
}

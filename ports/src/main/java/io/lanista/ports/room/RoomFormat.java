package io.lanista.ports.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a kind of room. Pure: the same room and instant give the same answer, nothing is
 * kept between calls, and nothing outside is asked. The engine decides about claims, keeps time and
 * the log, and calls this again whenever something changed.
 */
public interface RoomFormat {
  /**
   * Why a room cannot be played with these problems and teams, for the one who wants to make it;
   * empty if it can. Asked before it is made, and not where problems are drawn later.
   */
  default Optional<String> refusal(List<Problem> problems, int teams) {
    return Optional.empty();
  }

  /**
   * What happens now. Asked at the start, when nothing is revealed yet; after every claim; and at
   * the instant it named before. It is asked again at once until it answers with {@link
   * Moves#NONE}, with one that only names an instant, or with one that is over. When the room's
   * time is over it is asked once more as of the deadline, and only what it closes then is done.
   */
  Moves next(RoomView room, Instant now);

  /**
   * The one problem that is open, in a format that opens one at a time; otherwise empty, always.
   * Viewers are told of it as the current problem, and of every change as an advance.
   */
  default Optional<ProblemId> current(RoomView room) {
    return Optional.empty();
  }

  /**
   * The teams from the best to the worst; teams that these rules cannot tell apart are together.
   * The engine goes on with their average ratings (spec 4, Score). Also asked of a room that is
   * still being played.
   */
  List<Set<TeamId>> ranking(RoomView room);
}

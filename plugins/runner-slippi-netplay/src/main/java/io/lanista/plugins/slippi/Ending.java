package io.lanista.plugins.slippi;

import io.lanista.plugins.slippi.format.GameEnd;
import io.lanista.plugins.slippi.format.GameStart;
import io.lanista.plugins.slippi.format.RecordedGame;
import io.lanista.plugins.slippi.format.RecordedGame.Standing;
import io.lanista.ports.replay.Recording.Verdict;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a recorded game between two players ended.
 *
 * <p>A player who quit lost, even where the placements, which the game takes from the stocks, say
 * otherwise. A game that was broken off and names nobody who quit has no result.
 *
 * @param winner the winner's player index
 */
record Ending(Verdict verdict, OptionalInt winner, String reason) {
  static Ending of(RecordedGame game) {
    if (game.end().isEmpty()) {
      return unresolved("The recording stops before the game ends.");
    }
    GameEnd end = game.end().get();
    return switch (end.method()) {
      case GameEnd.NO_CONTEST, GameEnd.UNRESOLVED -> brokenOff(game.start(), end);
      case GameEnd.TIME -> byStanding(game, "when the time was up");
      default -> byPlacement(game, end);
    };
  }

  private static Ending brokenOff(GameStart start, GameEnd end) {
    if (end.quitter().isEmpty()) {
      return unresolved("The game was broken off, and the recording names nobody who quit.");
    }
    int quitter = end.quitter().getAsInt();
    if (start.player(quitter).isEmpty()) {
      return unresolved("The recording names a quitter who did not play.");
    }
    List<GameStart.Player> players = start.players();
    GameStart.Player other = players.get(players.get(0).index() == quitter ? 1 : 0);
    return won(other.index(), "The player on port " + (quitter + 1) + " quit the game.");
  }

  private static Ending byPlacement(RecordedGame game, GameEnd end) {
    List<GameStart.Player> first =
        end.placements().isEmpty()
            ? List.of()
            : game.start().players().stream()
                .filter(player -> end.placements().get(player.index()) == 0)
                .toList();
    if (first.size() == 1) {
      int index = first.get(0).index();
      return won(index, "The game places port " + (index + 1) + " first.");
    }
    return byStanding(game, "at the end");
  }

  private static Ending byStanding(RecordedGame game, String when) {
    Standing one = game.standings().get(0);
    Standing other = game.standings().get(1);
    int stocks = Integer.compare(one.stocks(), other.stocks());
    // Melee compares the damage it shows, which has no fraction.
    int lead = stocks != 0 ? stocks : Integer.compare((int) other.percent(), (int) one.percent());
    if (lead == 0) {
      return new Ending(
          Verdict.DRAW, OptionalInt.empty(), "Equal stocks and equal damage " + when + ".");
    }
    int index = game.start().players().get(lead > 0 ? 0 : 1).index();
    String more = stocks != 0 ? "more stocks " : "equal stocks and less damage ";
    return won(index, "Port " + (index + 1) + " had " + more + when + ".");
  }

  private static Ending won(int index, String reason) {
    return new Ending(Verdict.WON, OptionalInt.of(index), reason);
  }

  private static Ending unresolved(String reason) {
    return new Ending(Verdict.UNRESOLVED, OptionalInt.empty(), reason);
  }
}

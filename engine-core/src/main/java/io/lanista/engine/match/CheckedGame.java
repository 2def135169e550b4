package io.lanista.engine.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.ReplayReader;
import java.util.regex.Pattern;

/**
 * A plugin's game whose answers are looked at before anything is done with them: they go into the
 * database, into signed results and to other agents. To be used inside a call of a lease, which
 * names the plugin in what is thrown here.
 */
record CheckedGame(CoordinatedGame plugin) implements CoordinatedGame {
  private static final Pattern GAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final int LONGEST_CODE = 128;
  private static final int LONGEST_SENTENCE = 1000;
  private static final int MOST_PLAYERS = 64;

  @Override
  public String game() {
    String game = present(plugin.game());
    if (!GAME.matcher(game).matches()) {
      throw failed("it answered something that is no game id: '" + start(game) + "'.");
    }
    return game;
  }

  @Override
  public String agentKey(String connectCode) {
    return text(plugin.agentKey(connectCode), 1, LONGEST_CODE);
  }

  @Override
  public Briefing briefing(Entrant self, Entrant opponent) {
    Briefing briefing = present(plugin.briefing(self, opponent));
    text(briefing.opponentCode(), 1, LONGEST_CODE);
    return briefing;
  }

  @Override
  public Reconciliation reconcile(Report p1, Report p2) {
    Reconciliation ruling = present(plugin.reconcile(p1, p2));
    text(ruling.reason(), 0, LONGEST_SENTENCE);
    return ruling;
  }

  @Override
  public ReplayReader replays() {
    ReplayReader reader = present(plugin.replays());
    return bytes -> checked(present(reader.read(bytes)));
  }

  private static Recording checked(Recording recording) {
    text(recording.reason(), 0, LONGEST_SENTENCE);
    if (recording.players().size() > MOST_PLAYERS) {
      throw failed("it answered a recording of " + recording.players().size() + " players.");
    }
    return recording;
  }

  private static String text(String answer, int least, int most) {
    int length = present(answer).length();
    if (length < least || length > most) {
      throw failed(
          "it answered a text of "
              + length
              + " characters where "
              + least
              + " to "
              + most
              + " make sense.");
    }
    return answer;
  }

  private static <T> T present(T answer) {
    if (answer == null) {
      throw failed("it answered null.");
    }
    return answer;
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\p{Cntrl}", "?");
  }

  private static EngineException failed(String why) {
    return new EngineException(ErrorCode.PLUGIN_FAILED, why);
  }
}

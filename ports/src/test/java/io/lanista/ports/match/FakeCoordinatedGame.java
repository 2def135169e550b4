package io.lanista.ports.match;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import io.lanista.ports.replay.Recording.RecordedPlayer;
import io.lanista.ports.replay.Recording.Verdict;
import io.lanista.ports.replay.ReplayReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A game whose rules fit on one screen. A report's word decides; where there is none, its numbers
 * do. Its recordings are one line of text: {@code fake;<start>;<code>;<score>;<code>;<score>}.
 */
public final class FakeCoordinatedGame implements CoordinatedGame {
  private static final int MOST_BYTES = 512;

  @Override
  public String game() {
    return "fake";
  }

  @Override
  public String agentKey(String connectCode) {
    if (connectCode.isBlank() || connectCode.length() > 32) {
      throw EngineException.field(
          ErrorCode.INVALID_CONNECT_CODE, "connect_code", "A connect code has 1 to 32 characters.");
    }
    return connectCode.strip().toUpperCase(Locale.ROOT);
  }

  @Override
  public Briefing briefing(Entrant self, Entrant opponent) {
    return new Briefing(opponent.connectCode(), opponent.wallet(), opponent.agentId());
  }

  @Override
  public Reconciliation reconcile(Report p1, Report p2) {
    int first = lead(p1);
    int second = lead(p2);
    if (left(p1) && left(p2)) {
      return Reconciliation.none("Neither side played to the end.");
    }
    if (left(p1) || left(p2)) {
      return Reconciliation.decided(
          new Decision(left(p1) ? Side.P2 : Side.P1, 1, 0, true), "The other side left.");
    }
    if (first == 0 || first != -second) {
      return Reconciliation.disputed("The two reports do not agree.");
    }
    Report winner = first > 0 ? p1 : p2;
    return Reconciliation.decided(
        new Decision(
            first > 0 ? Side.P1 : Side.P2,
            winner.score().orElse(1),
            winner.opponentScore().orElse(0),
            false),
        "The two reports agree.");
  }

  private static boolean left(Report report) {
    return report.outcome() == Outcome.DISCONNECT || report.outcome() == Outcome.ERROR;
  }

  private static int lead(Report report) {
    return switch (report.outcome()) {
      case WON -> 1;
      case LOST -> -1;
      case COMPLETED, DISCONNECT, ERROR ->
          Integer.compare(report.score().orElse(0), report.opponentScore().orElse(0));
    };
  }

  @Override
  public ReplayReader replays() {
    return FakeCoordinatedGame::read;
  }

  /** A recording that {@link #replays()} reads; the higher score wins, equal ones are a draw. */
  public static ByteBuffer recording(
      Instant start, String first, int firstScore, String second, int secondScore) {
    String line = String.join(";", "fake", start.toString(), first, "" + firstScore);
    return ByteBuffer.wrap(
            (line + ";" + second + ";" + secondScore).getBytes(StandardCharsets.UTF_8))
        .asReadOnlyBuffer();
  }

  private static Recording read(ByteBuffer recording) throws InvalidReplayException {
    String[] parts =
        recording.remaining() > MOST_BYTES
            ? new String[0]
            : StandardCharsets.UTF_8.decode(recording.duplicate()).toString().split(";", -1);
    if (parts.length != 6 || !parts[0].equals("fake")) {
      throw new InvalidReplayException("This is no recording of the fake game.");
    }
    try {
      int one = Integer.parseInt(parts[3]);
      int other = Integer.parseInt(parts[5]);
      return new Recording(
          Optional.of(Instant.parse(parts[1])),
          List.of(
              new RecordedPlayer(parts[2], parts[2], 1, 0, one, one > other),
              new RecordedPlayer(parts[4], parts[4], 2, 0, other, other > one)),
          one == other ? Verdict.DRAW : Verdict.WON,
          "The scores decide.",
          1);
    } catch (NumberFormatException | DateTimeException wrong) {
      throw new InvalidReplayException("A score or the start is malformed.");
    }
  }
}

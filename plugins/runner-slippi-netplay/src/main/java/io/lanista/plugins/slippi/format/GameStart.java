package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a recording says as the game begins.
 *
 * @param stage the stage's id, such as 31 for Battlefield
 * @param players those who take part, by their index
 */
public record GameStart(Version version, int stage, boolean teams, List<Player> players) {
  static final int STAGE = 0x13;
  static final int TEAMS = 0xD;
  static final int CHARACTER = 0x65;
  static final int TYPE = 0x66;
  static final int STOCKS = 0x67;
  static final int PLAYER_STRIDE = 0x24;
  static final int NAME = 0x1A5;
  static final int NAME_STRIDE = 0x1F;
  static final int CODE = 0x221;
  static final int CODE_STRIDE = 0xA;
  static final int PLAYERS = 4;
  static final int NOBODY = 3;

  private static final int LEAST_SIZE = STOCKS + (PLAYERS - 1) * PLAYER_STRIDE + 1;
  private static final int SIZE_WITH_CODES = CODE + PLAYERS * CODE_STRIDE;

  /**
   * One player.
   *
   * @param index 0..3; the controller port is one more
   * @param character the external character id, such as 2 for Fox
   * @param stocks at the start
   * @param displayName empty before 3.9.0 and off the net
   * @param connectCode in half width, such as {@code FOX#123}; empty before 3.9.0 and off the net
   */
  public record Player(
      int index, int character, int stocks, String displayName, String connectCode) {
    public Player {
      Objects.requireNonNull(displayName);
      Objects.requireNonNull(connectCode);
    }

    /** 1..4 */
    public int port() {
      return index + 1;
    }
  }

  public GameStart {
    Objects.requireNonNull(version);
    players = List.copyOf(players);
  }

  /** The player with this index, if it takes part. */
  public Optional<Player> player(int index) {
    return players.stream().filter(player -> player.index() == index).findFirst();
  }

  static GameStart read(EventCursor event) throws InvalidReplayException {
    if (event.size() < LEAST_SIZE) {
      throw new InvalidReplayException(
          "The recording's game start has "
              + event.size()
              + " bytes, too few to name its players.");
    }
    ByteBuffer bytes = event.bytes();
    int at = event.at();
    Version version =
        new Version(bytes.get(at + 1) & 0xFF, bytes.get(at + 2) & 0xFF, bytes.get(at + 3) & 0xFF);
    boolean named = version.atLeast(Version.WITH_CODES) && event.size() >= SIZE_WITH_CODES;
    List<Player> players = new ArrayList<>(PLAYERS);
    for (int i = 0; i < PLAYERS; i++) {
      int block = at + i * PLAYER_STRIDE;
      if (bytes.get(block + TYPE) != NOBODY) {
        players.add(
            new Player(
                i,
                bytes.get(block + CHARACTER) & 0xFF,
                bytes.get(block + STOCKS) & 0xFF,
                named ? ShiftJis.read(bytes, at + NAME + i * NAME_STRIDE, NAME_STRIDE) : "",
                named ? ShiftJis.read(bytes, at + CODE + i * CODE_STRIDE, CODE_STRIDE) : ""));
      }
    }
    return new GameStart(
        version, bytes.getShort(at + STAGE) & 0xFFFF, bytes.get(at + TEAMS) != 0, players);
  }
}

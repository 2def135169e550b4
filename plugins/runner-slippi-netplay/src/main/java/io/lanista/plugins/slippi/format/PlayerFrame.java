package io.lanista.plugins.slippi.format;

import java.nio.ByteBuffer;

/**
 * One player at the end of one frame.
 *
 * @param port 1..4
 * @param actionFrame how far its action's animation is, in frames; 0 where not recorded
 * @param facing 1 to the right, -1 to the left
 * @param percent its damage, from 0
 * @param shield what is left of its shield, 60 at most
 * @param invincible whether it cannot be hurt; false where not recorded
 * @param inHitstun whether it still reels from a hit; false where not recorded
 */
public record PlayerFrame(
    int port,
    float x,
    float y,
    int actionState,
    float actionFrame,
    int facing,
    float percent,
    int stocks,
    float shield,
    boolean invincible,
    boolean inHitstun) {
  static final int FRAME = 0x1;
  static final int PLAYER = 0x5;
  static final int FOLLOWER = 0x6;
  static final int ACTION = 0x8;
  static final int X = 0xA;
  static final int Y = 0xE;
  static final int FACING = 0x12;
  static final int PERCENT = 0x16;
  static final int SHIELD = 0x1A;
  static final int STOCKS = 0x21;
  static final int ACTION_FRAME = 0x22;
  static final int FLAGS_4 = 0x29;
  static final int HURTBOX = 0x34;
  static final int HITSTUN_BIT = 0x02;

  /** What every version records: up to the stocks. */
  static final int LEAST_SIZE = STOCKS + 1;

  static PlayerFrame read(EventCursor event) {
    ByteBuffer bytes = event.bytes();
    int at = event.at();
    int size = event.size();
    return new PlayerFrame(
        (bytes.get(at + PLAYER) & 0xFF) + 1,
        bytes.getFloat(at + X),
        bytes.getFloat(at + Y),
        bytes.getShort(at + ACTION) & 0xFFFF,
        size >= ACTION_FRAME + Float.BYTES ? bytes.getFloat(at + ACTION_FRAME) : 0,
        bytes.getFloat(at + FACING) < 0 ? -1 : 1,
        bytes.getFloat(at + PERCENT),
        bytes.get(at + STOCKS) & 0xFF,
        bytes.getFloat(at + SHIELD),
        size > HURTBOX && bytes.get(at + HURTBOX) != 0,
        size > FLAGS_4 && (bytes.get(at + FLAGS_4) & HITSTUN_BIT) != 0);
  }
}

package io.lanista.plugins.slippi.format;

/** The first byte of each event. */
final class Commands {
  static final int PAYLOAD_SIZES = 0x35;
  static final int GAME_START = 0x36;
  static final int PRE_FRAME = 0x37;
  static final int POST_FRAME = 0x38;
  static final int GAME_END = 0x39;
  static final int FRAME_START = 0x3A;
  static final int BOOKEND = 0x3C;

  /** The first frame's number; the players can move from frame 0 minus 39 on. */
  static final int FIRST_FRAME = -123;

  private Commands() {}
}

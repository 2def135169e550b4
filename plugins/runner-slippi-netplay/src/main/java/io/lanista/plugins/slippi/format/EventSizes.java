package io.lanista.plugins.slippi.format;

import java.util.List;

/** How long each event is in a version, command byte excluded. */
record EventSizes(Version version) {
  List<Integer> commands() {
    return List.of(
        Commands.GAME_START,
        Commands.PRE_FRAME,
        Commands.POST_FRAME,
        Commands.GAME_END,
        Commands.FRAME_START,
        Commands.BOOKEND);
  }

  int of(int command) {
    return switch (command) {
      case Commands.GAME_START ->
          since(3, 14) ? 0x2F8 : since(3, 12) ? 0x2BD : since(3, 9) ? 0x248 : 0x1A4;
      case Commands.PRE_FRAME -> since(3, 15) ? 0x40 : 0x3F;
      case Commands.POST_FRAME -> since(3, 16) ? 0x54 : since(3, 11) ? 0x50 : 0x4C;
      case Commands.GAME_END -> since(3, 13) ? 6 : 2;
      case Commands.FRAME_START -> since(3, 10) ? 12 : 8;
      case Commands.BOOKEND -> since(3, 7) ? 8 : 4;
      default -> throw new IllegalArgumentException("Event " + command + " is never written.");
    };
  }

  private boolean since(int major, int minor) {
    return version.atLeast(new Version(major, minor, 0));
  }
}

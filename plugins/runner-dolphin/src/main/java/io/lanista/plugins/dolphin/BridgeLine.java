package io.lanista.plugins.dolphin;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines between us and {@code bridge.py}. That writes its keys in one order and without spaces,
 * so patterns read them: a plugin has no JSON library, and a state goes on as it came.
 */
final class BridgeLine {
  private static final String NAME = "\"([A-Z0-9_]{1,32})\"";
  private static final String SIDE =
      "\\{\"character\":"
          + NAME
          + ",\"stocks\":(\\d{1,2}),\"percent\":(\\d{1,3}(?:\\.\\d{1,6})?)\\}";
  private static final Pattern READY =
      Pattern.compile("\\{\"ready\":\\{\"stage\":" + NAME + "\\}\\}");
  private static final Pattern STATE = Pattern.compile("\\{\"frame\":(-?\\d{1,8}),\"stage\":.*\\}");
  private static final Pattern OVER =
      Pattern.compile(
          "\\{\"over\":\\{\"winner\":(null|\"p1\"|\"p2\"),\"frames\":(\\d{1,8}),\"p1\":"
              + SIDE
              + ",\"p2\":"
              + SIDE
              + "\\}\\}");

  private BridgeLine() {}

  static String start(WorldStart start) {
    return "{\"seed\":"
        + start.seed()
        + ",\"p1\":"
        + contestant(start.p1())
        + ",\"p2\":"
        + contestant(start.p2())
        + "}";
  }

  private static String contestant(WorldStart.Contestant side) {
    return "{\"name\":" + quoted(side.name()) + ",\"config\":" + quoted(side.config()) + "}";
  }

  static String controls(Controls p1, Controls p2) {
    return "{\"p1\":" + pressed(p1) + ",\"p2\":" + pressed(p2) + "}";
  }

  private static String pressed(Controls side) {
    return "{\"main_x\":"
        + side.mainX()
        + ",\"main_y\":"
        + side.mainY()
        + ",\"c_x\":"
        + side.cX()
        + ",\"c_y\":"
        + side.cY()
        + ",\"l\":"
        + side.l()
        + ",\"r\":"
        + side.r()
        + ",\"buttons\":["
        + side.buttons().stream()
            .map(Button::word)
            .map(BridgeLine::quoted)
            .collect(Collectors.joining(","))
        + "]}";
  }

  static String stage(String line) throws WorldException {
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      throw unknown(line);
    }
    return ready.group(1);
  }

  static WorldState state(String line) throws WorldException {
    Matcher state = STATE.matcher(line);
    if (!state.matches() || line.length() > WorldState.MOST_BYTES) {
      throw unknown(line);
    }
    return new WorldState(Integer.parseInt(state.group(1)), line);
  }

  /** Empty unless the line says how a game ended. */
  static Optional<WorldResult> result(String line) {
    Matcher over = OVER.matcher(line);
    if (!over.matches()) {
      return Optional.empty();
    }
    Optional<Side> winner =
        switch (over.group(1)) {
          case "\"p1\"" -> Optional.of(Side.P1);
          case "\"p2\"" -> Optional.of(Side.P2);
          default -> Optional.empty();
        };
    return Optional.of(
        new WorldResult(
            winner, standing(over, 3), standing(over, 6), Integer.parseInt(over.group(2))));
  }

  private static Standing standing(Matcher over, int from) {
    return new Standing(
        over.group(from),
        Integer.parseInt(over.group(from + 1)),
        Double.parseDouble(over.group(from + 2)));
  }

  private static WorldException unknown(String line) {
    String shown = line.length() <= 300 ? line : line.substring(0, 300) + "...";
    return new WorldException("The bridge to Dolphin says: " + shown);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}

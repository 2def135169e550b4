package io.lanista.engine.hosting;

import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.match.Side;
import java.util.Optional;

/**
 * Reads the state of a world: whether it is one JSON object with what every state has, because it
 * is put into messages as it is, and how both sides stand in it.
 */
final class StateText {
  private static final int DEEPEST = 16;

  private final String text;
  private final Half p1 = new Half();
  private final Half p2 = new Half();
  private int at;
  private boolean stage;
  private boolean frame;

  /** What is read of one side. */
  private static final class Half {
    private boolean present;
    private String character = "";
    private double stocks = -1;
    private double percent = -1;
  }

  private StateText(String text) {
    this.text = text;
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none, with what is wrong with it
   */
  static StateText read(String json) {
    StateText state = new StateText(json);
    state.object(1, Optional.empty());
    if (state.at != json.length()) {
      throw state.wrong("nothing more");
    }
    state.standing(Side.P1);
    state.standing(Side.P2);
    if (!state.stage) {
      throw new IllegalArgumentException("there is no stage");
    }
    return state;
  }

  /** How a side stands. */
  Standing standing(Side side) {
    Half half = side == Side.P1 ? p1 : p2;
    if (half.stocks != Math.rint(half.stocks)) {
      throw new IllegalArgumentException(side + " has no whole number of stocks");
    }
    try {
      return new Standing(half.character, (int) half.stocks, half.percent);
    } catch (IllegalArgumentException missing) {
      throw new IllegalArgumentException(side + ": " + missing.getMessage(), missing);
    }
  }

  /** Whether it says its frame itself. */
  boolean saysFrame() {
    return frame;
  }

  private void object(int depth, Optional<Half> side) {
    expect('{');
    if (skipTo() == '}') {
      at++;
      return;
    }
    do {
      skipTo();
      String key = string();
      skipTo();
      expect(':');
      skipTo();
      if (depth == 1) {
        member(key);
      } else if (depth == 2 && side.isPresent()) {
        detail(key, side.get());
      } else {
        value(depth);
      }
    } while (more('}'));
  }

  private void member(String key) {
    switch (key) {
      case "p1" -> half(p1);
      case "p2" -> half(p2);
      case "type", "match_id", "game_number" ->
          throw new IllegalArgumentException("it may not have a '" + key + "' of its own");
      default -> {
        if (key.indexOf('\\') >= 0) {
          throw wrong("a plain key");
        }
        stage |= key.equals("stage");
        frame |= key.equals("frame");
        value(1);
      }
    }
  }

  private void half(Half side) {
    if (side.present) {
      throw wrong("each side once");
    }
    side.present = true;
    object(2, Optional.of(side));
  }

  private void detail(String key, Half side) {
    switch (key) {
      case "stocks" -> side.stocks = number();
      case "percent" -> side.percent = number();
      case "character" -> side.character = string();
      default -> value(2);
    }
  }

  private void value(int depth) {
    if (depth >= DEEPEST) {
      throw wrong("something less deep");
    }
    switch (skipTo()) {
      case '{' -> object(depth + 1, Optional.empty());
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void array(int depth) {
    expect('[');
    if (skipTo() == ']') {
      at++;
      return;
    }
    do {
      value(depth);
    } while (more(']'));
  }

  /** Whether another element comes; otherwise the end is read. */
  private boolean more(char end) {
    char next = skipTo();
    if (next != ',' && next != end) {
      throw wrong("',' or '" + end + "'");
    }
    at++;
    return next == ',';
  }

  /** The raw text between the quotes. */
  private String string() {
    expect('"');
    int from = at;
    for (; peek() != '"'; at++) {
      if (peek() < ' ') {
        throw wrong("a string");
      }
      if (peek() == '\\') {
        at++;
        escape();
      }
    }
    return text.substring(from, at++);
  }

  private void escape() {
    if (peek() == 'u') {
      for (int digit = 0; digit < 4; digit++) {
        at++;
        if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
          throw wrong("four hexadecimal digits");
        }
      }
    } else if ("\"\\/bfnrt".indexOf(peek()) < 0) {
      throw wrong("an escape");
    }
  }

  private double number() {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    int whole = digits();
    if (whole > 1 && text.charAt(at - whole) == '0') {
      throw wrong("a number without a leading zero");
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    return Double.parseDouble(text.substring(from, at));
  }

  private int digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw wrong("a value");
    }
    return at - from;
  }

  private void word(String word) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  /** The next character that is no space. */
  private char skipTo() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
    return peek();
  }

  /** The next character; 0 at the end, which is no part of any JSON. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("at character " + at + ", " + wanted + " is expected");
  }
}

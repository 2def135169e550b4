package io.lanista.ports.hosting;

import java.util.Locale;

/** A button of a controller. Its word is its name in lower case, as in the fighter protocol. */
public enum Button {
  A,
  B,
  X,
  Y,
  Z,
  L,
  R,
  START,
  D_UP,
  D_DOWN,
  D_LEFT,
  D_RIGHT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

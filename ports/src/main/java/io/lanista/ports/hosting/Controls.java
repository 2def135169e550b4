package io.lanista.ports.hosting;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one side presses during a frame (spec 3, fighter protocol).
 *
 * @param mainX the main stick, 0..1 from left to right, 0.5 at rest
 * @param mainY 0..1 from down to up
 * @param cX the C stick
 * @param cY the C stick
 * @param l the left shoulder, 0..1
 * @param r the right shoulder, 0..1
 * @param buttons those held down
 */
public record Controls(
    double mainX, double mainY, double cX, double cY, double l, double r, Set<Button> buttons) {
  /** Nothing is pressed, the sticks are at rest. */
  public static final Controls NEUTRAL = new Controls(0.5, 0.5, 0.5, 0.5, 0, 0, Set.of());

  public Controls {
    check("main_x", mainX);
    check("main_y", mainY);
    check("c_x", cX);
    check("c_y", cY);
    check("l", l);
    check("r", r);
    Set<Button> held = EnumSet.noneOf(Button.class);
    held.addAll(buttons);
    buttons = Collections.unmodifiableSet(held);
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is from 0 to 1; given: " + value);
    }
  }
}

package io.lanista.plugins.duel;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;

/**
 * One side of a duel. All numbers are whole, in hundredths of a unit and frames, so that a game is
 * the same everywhere, and the same mirrored.
 */
final class Duelist {
  static final int TOP = 14_000;
  static final int BOTTOM = -6000;
  private static final int GRAVITY = 13;
  private static final int STRIKE = 18;
  private static final int STRIKES_AT = 5;
  private static final int REACH = 900;
  private static final int HEIGHT = 900;
  private static final int SAFE = 90;
  private static final int SHIELD = 180;
  private static final int DAZE = 120;

  final DuelCharacter character;
  private final int home;
  int stocks;

  /** In tenths. */
  int percent;

  int x;
  int y;
  int facing;
  private int vx;
  private int vy;
  private int jumps;
  private int stun;
  private int strike;
  private int safe;
  private int shield = SHIELD;
  private boolean shielding;
  private boolean heldHit;
  private boolean heldJump;

  /**
   * One who stands at home and looks at the middle.
   *
   * @param home where it starts, and comes back to
   */
  Duelist(DuelCharacter character, int stocks, int home) {
    this.character = character;
    this.stocks = stocks;
    this.home = home;
    this.x = home;
    this.facing = home < 0 ? 1 : -1;
  }

  /** Decides what to do, as far as it can. */
  void decide(Controls controls, DuelStage stage) {
    boolean grounded = grounded(stage);
    boolean hit = controls.buttons().contains(Button.A) || controls.buttons().contains(Button.B);
    boolean jump =
        controls.mainY() > 0.8
            || controls.buttons().contains(Button.X)
            || controls.buttons().contains(Button.Y);
    if (stun > 0) {
      stun--;
      shielding = false;
    } else if (strike > 0) {
      strike--;
      slow(grounded);
    } else {
      shielding = grounded && shield > 0 && guards(controls);
      if (shielding) {
        slow(true);
      } else {
        move(controls.mainX(), grounded);
        if (jump && !heldJump && jumps > 0) {
          jumps--;
          vy = character.jump;
        }
        if (hit && !heldHit) {
          strike = STRIKE;
        }
      }
    }
    heldHit = hit;
    heldJump = jump;
    shield = shielding ? shield - 1 : Math.min(SHIELD, shield + 1);
    if (shielding && shield == 0) {
      daze();
    }
  }

  private static boolean guards(Controls controls) {
    return controls.l() > 0.3
        || controls.r() > 0.3
        || controls.buttons().contains(Button.L)
        || controls.buttons().contains(Button.R);
  }

  private void move(double stick, boolean grounded) {
    // Halves of the stick are rounded alike, so that left and right are the same.
    int push = (int) Math.round(Math.abs(stick - 0.5) * 200);
    int way = stick < 0.5 ? -1 : 1;
    if (push < 15) {
      slow(grounded);
      return;
    }
    facing = way;
    int wanted = way * character.speed * push / 100;
    vx += grounded ? (wanted - vx) / 3 : (wanted - vx) / 12;
  }

  private void slow(boolean grounded) {
    vx = grounded ? vx * 7 / 10 : vx * 97 / 100;
  }

  private void daze() {
    shielding = false;
    stun = DAZE;
    shield = SHIELD / 2;
  }

  /** Whether its hit reaches the other one in this frame. */
  boolean reaches(Duelist other) {
    int ahead = (other.x - x) * facing;
    return strike == STRIKE - STRIKES_AT
        && other.safe == 0
        && ahead >= -200
        && ahead <= REACH
        && Math.abs(other.y - y) <= HEIGHT;
  }

  /** Is hit by the other one. */
  void suffer(Duelist other) {
    if (shielding) {
      shield = Math.max(0, shield - other.character.damage / 2);
      vx = other.facing * 60;
      if (shield == 0) {
        daze();
      }
      return;
    }
    percent = Math.min(9990, percent + other.character.damage);
    int force = (120 + percent * 6 / 10) * 100 / character.weight;
    vx = other.facing * force;
    vy = force * 6 / 10;
    stun = 8 + force / 25;
    strike = 0;
  }

  /** Goes where it is going. */
  void travel(DuelStage stage) {
    boolean above = y >= 0;
    x += vx;
    y += vy;
    vy -= GRAVITY;
    if (above && y <= 0 && Math.abs(x) <= stage.edge) {
      y = 0;
      vy = 0;
      jumps = 2;
    }
    safe = Math.max(0, safe - 1);
    if (Math.abs(x) > stage.end || y < BOTTOM || y > TOP) {
      fall();
    }
  }

  private void fall() {
    stocks--;
    percent = 0;
    x = home;
    y = 3000;
    vx = 0;
    vy = 0;
    stun = 0;
    strike = 0;
    jumps = 2;
    safe = SAFE;
    facing = home < 0 ? 1 : -1;
  }

  private boolean grounded(DuelStage stage) {
    return y == 0 && Math.abs(x) <= stage.edge;
  }

  /** What it is doing, in a word. */
  String action(DuelStage stage) {
    if (stun > 0) {
      return "stunned";
    }
    if (strike > 0) {
      return "hitting";
    }
    if (shielding) {
      return "shielding";
    }
    if (!grounded(stage)) {
      return vy > 0 ? "rising" : "falling";
    }
    return Math.abs(vx) > 10 ? "running" : "standing";
  }
}

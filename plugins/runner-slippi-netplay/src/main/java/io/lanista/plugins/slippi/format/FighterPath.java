package io.lanista.plugins.slippi.format;

import java.util.Random;

/** Moves one fighter about the stage: towards the other, away when hit, up when it jumps. */
final class FighterPath {
  /** Within the ground of every tournament stage. */
  static final float FARTHEST = 50;

  static final float HIGHEST = 60;

  private static final int WAIT = 0x0E;
  private static final int DASH = 0x14;
  private static final int JUMP = 0x19;
  private static final int FALL = 0x1D;
  private static final int ATTACK = 0x2C;
  private static final int HURT = 0x4B;
  private static final int REBIRTH = 0x0C;
  private static final int DEAD = 0x00;

  private static final int REBIRTH_FRAMES = 60;
  private static final float FULL_SHIELD = 60;
  private static final float SPEED = 1.4f;
  private static final float JUMP_SPEED = 2.6f;
  private static final float GRAVITY = 0.12f;

  private final int port;
  private final LifePlan plan;
  private final Random random;
  private float x;
  private float y;
  private float rise;
  private int facing;
  private int state = WAIT;
  private int stateFrames;
  private int hurtFor;
  private int percent;
  private int away;

  FighterPath(int port, LifePlan plan, Random random) {
    this.port = port;
    this.plan = plan;
    this.random = random;
    facing = port == 1 ? 1 : -1;
    x = -facing * FARTHEST * 0.8f;
  }

  float x() {
    return x;
  }

  PlayerFrame step(int frame, float opponentX) {
    int hit = plan.percentAt(frame) - percent;
    percent = plan.percentAt(frame);
    int since = plan.sinceDeath(frame);
    boolean reborn = since < REBIRTH_FRAMES;
    if (plan.stocksAt(frame) == 0) {
      become(DEAD);
    } else if (reborn) {
      descend(since);
    } else {
      move(opponentX, Math.max(0, hit));
    }
    stateFrames++;
    return new PlayerFrame(
        port,
        x,
        y,
        state,
        stateFrames,
        facing,
        percent,
        plan.stocksAt(frame),
        FULL_SHIELD,
        reborn,
        hurtFor > 0);
  }

  private void descend(int since) {
    become(REBIRTH);
    x = 0;
    y = HIGHEST * (REBIRTH_FRAMES - since) / REBIRTH_FRAMES;
    rise = 0;
    hurtFor = 0;
  }

  private void move(float opponentX, int hit) {
    if (hit > 0) {
      hurtFor = 12;
      rise = 1.5f;
    }
    boolean airborne = y > 0 || rise > 0;
    float distance = opponentX - x;
    if (hurtFor > 0) {
      hurtFor--;
      walk(distance > 0 ? -SPEED : SPEED);
      become(HURT);
    } else if (airborne) {
      walk(Math.signum(distance) * SPEED / 2);
      become(rise > 0 ? JUMP : FALL);
    } else {
      onGround(distance);
    }
    fall();
  }

  private void onGround(float distance) {
    facing = distance < 0 ? -1 : 1;
    if (away > 0) {
      away--;
      walk(-facing * SPEED);
      become(DASH);
    } else if (Math.abs(distance) < 12) {
      become(ATTACK);
      away = random.nextInt(5) == 0 ? 10 + random.nextInt(25) : 0;
    } else if (random.nextInt(40) == 0) {
      rise = JUMP_SPEED;
      become(JUMP);
    } else if (random.nextInt(6) == 0) {
      become(WAIT);
    } else {
      walk(facing * SPEED);
      become(DASH);
    }
  }

  private void walk(float by) {
    x = Math.max(-FARTHEST, Math.min(FARTHEST, x + by));
  }

  private void fall() {
    y = Math.max(0, Math.min(HIGHEST, y + rise));
    rise = y > 0 ? rise - GRAVITY : 0;
  }

  private void become(int next) {
    if (state != next) {
      state = next;
      stateFrames = 0;
    }
  }
}

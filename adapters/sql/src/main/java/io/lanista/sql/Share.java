package io.lanista.sql;

import io.lanista.ports.schedule.Deadline;

/** Which part of a database an engine has. */
enum Share {
  /** All of it, and nobody else may have it open. */
  ALONE,
  /** All of it; beside it others may serve rooms. */
  OWNER,
  /** Players, keys, rooms, polls and the deadlines of rooms; there may be several of these. */
  ROOMS;

  /** Whether deadlines of a kind are called by this engine. */
  boolean handles(Deadline.Kind kind) {
    return this != ROOMS || kind == Deadline.Kind.ROOM;
  }

  /** Whether others may be handling deadlines of rooms. */
  boolean isShared() {
    return this != ALONE;
  }
}

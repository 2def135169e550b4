package io.lanista.sql;

import io.lanista.ports.room.RoomId;

/** The id of the last event of a room. */
record LastEventRow(RoomId id, long lastEvent) {}

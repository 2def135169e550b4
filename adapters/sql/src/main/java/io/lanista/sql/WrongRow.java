package io.lanista.sql;

import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.TeamId;

/** How many wrong submissions of a team count. */
record WrongRow(RoomId roomId, TeamId teamId, int wrong) {}

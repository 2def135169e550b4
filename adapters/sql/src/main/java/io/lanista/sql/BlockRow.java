package io.lanista.sql;

import io.lanista.ports.player.PlayerId;

/** Who blocks whom. */
record BlockRow(PlayerId player, PlayerId blocked) {}

package io.lanista.sql;

import io.lanista.ports.player.PlayerId;

/** Which notice of whom. */
record NoticeKey(PlayerId player, long sequence) {}

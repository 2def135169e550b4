package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.time.Instant;

/**
 * A row of the notices.
 *
 * @param payload as JSON
 */
record NoticeRow(PlayerId player, long sequence, String type, String payload, Instant at) {}

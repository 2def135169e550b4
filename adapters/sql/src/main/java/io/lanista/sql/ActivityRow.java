package io.lanista.sql;

/** How often a player played. */
record ActivityRow(String username, long series) {}

package io.lanista.sql;

/** A line of a player's statistics. */
record TallyRow(String name, long wins, long losses) {}

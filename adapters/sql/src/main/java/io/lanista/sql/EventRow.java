package io.lanista.sql;

/** A row of the outbox; its sequence is given by the database. */
record EventRow(Long sequence, String type, String payload) {}

package io.lanista.sql;

/**
 * A row of the outbox.
 *
 * @param sequence when written, counted back from the last one that was reserved
 */
record EventRow(long sequence, String type, String payload) {}

package io.lanista.http.sse;

/** Why an event stream ended, as its counter says. */
enum StreamEnding {
  /** Nothing was left to send. */
  FINISHED,
  /** The client went, or the connection broke. */
  GONE,
  /** The client read too slowly. */
  STALLED,
  /** Refused before it began. */
  NOT_OPENED
}

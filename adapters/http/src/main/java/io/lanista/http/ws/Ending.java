package io.lanista.http.ws;

import org.eclipse.jetty.websocket.core.CloseStatus;

/** Why a WebSocket ended, as its counter says. */
enum Ending {
  /** Closed by either side as it should be. */
  CLOSED,
  /** The connection broke. */
  VANISHED,
  /** What came was no proper WebSocket, or not UTF-8, or not text. */
  MALFORMED,
  /** A message was too large. */
  OVERSIZE,
  /** Too much came a second. */
  FLOOD,
  /** It did not read what it was sent. */
  STALLED,
  /** It did not answer pings. */
  SILENT,
  /** A handler failed. */
  FAILED,
  /** The upgrade was refused or broke off. */
  NOT_OPENED;

  static Ending of(int code) {
    return switch (code) {
      case CloseStatus.NO_CLOSE -> VANISHED;
      case CloseStatus.PROTOCOL, CloseStatus.BAD_DATA, CloseStatus.BAD_PAYLOAD -> MALFORMED;
      case CloseStatus.MESSAGE_TOO_LARGE -> OVERSIZE;
      case CloseStatus.POLICY_VIOLATION -> FLOOD;
      case CloseStatus.SERVER_ERROR -> FAILED;
      default -> CLOSED;
    };
  }
}

package io.lanista.http.route;

/** Who may call a route, as told by its {@code Authorization: Bearer} header. */
public enum Access {
  /** Anyone; a header that was sent is not looked at. */
  OPEN,
  /** The operator. Refused as ADMIN_OFF when the server was given no verifier for it. */
  ADMIN,
  /** The operator's judge. Refused as JUDGE_OFF when the server was given no verifier for it. */
  JUDGE,
  /** A player with an API key. */
  KEY,
  /** Anyone, but a key that was sent must be valid. */
  KEY_OPTIONAL
}

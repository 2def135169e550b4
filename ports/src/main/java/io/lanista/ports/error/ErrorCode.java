package io.lanista.ports.error;

/**
 * What went wrong, in one word a client can switch on. The category says whose fault it is and is
 * the only thing an HTTP status is derived from.
 */
public enum ErrorCode {
  /** A field is missing, of the wrong type, or out of range. */
  INVALID_REQUEST(Category.INVALID),
  INVALID_CONNECT_CODE(Category.INVALID),
  INVALID_WALLET(Category.INVALID),
  INVALID_REPORT(Category.INVALID),
  INVALID_SIGNATURE(Category.INVALID),
  INVALID_REPLAY(Category.INVALID),
  INVALID_USERNAME(Category.INVALID),
  INVALID_CURSOR(Category.INVALID),
  INVALID_FIGHTER(Category.INVALID),

  ROUTE_NOT_FOUND(Category.UNKNOWN),
  METHOD_NOT_ALLOWED(Category.METHOD),
  TICKET_NOT_FOUND(Category.UNKNOWN),
  MATCH_NOT_FOUND(Category.UNKNOWN),
  PLAYER_NOT_FOUND(Category.UNKNOWN),
  WAGER_NOT_FOUND(Category.UNKNOWN),
  REPLAY_NOT_FOUND(Category.UNKNOWN),
  KEY_NOT_FOUND(Category.UNKNOWN),
  QUEUE_NOT_FOUND(Category.UNKNOWN),
  PLUGIN_NOT_FOUND(Category.UNKNOWN),
  ROOM_NOT_FOUND(Category.UNKNOWN),
  FIGHTER_NOT_FOUND(Category.UNKNOWN),
  CHALLENGE_NOT_FOUND(Category.UNKNOWN),
  GAME_NOT_FOUND(Category.UNKNOWN),

  /** The thing exists, but its state does not allow this now. */
  MATCH_NOT_COMPLETED(Category.REFUSED),
  MATCH_NOT_DISPUTED(Category.REFUSED),
  WAGER_REFUSED(Category.REFUSED),
  STREAM_NOT_STARTED(Category.REFUSED),
  /** The room's state or rules do not allow this now. */
  ROOM_REFUSED(Category.REFUSED),
  /** The series' state does not allow this now. */
  SERIES_REFUSED(Category.REFUSED),
  /** The challenge's state, or a block, does not allow this. */
  CHALLENGE_REFUSED(Category.REFUSED),
  /** A match was not accepted lately: rest before joining again. */
  COOLING_DOWN(Category.REFUSED),
  /** A plugin cannot be loaded; the message lists why. */
  PLUGIN_REFUSED(Category.REFUSED),

  UNAUTHENTICATED(Category.UNAUTHENTICATED),
  ADMIN_OFF(Category.UNAUTHENTICATED),
  JUDGE_OFF(Category.UNAUTHENTICATED),
  NOT_YOUR_MATCH(Category.FORBIDDEN),
  NOT_YOUR_ROOM(Category.FORBIDDEN),
  NOT_YOUR_FIGHTER(Category.FORBIDDEN),
  UPLOAD_FORBIDDEN(Category.FORBIDDEN),
  FORBIDDEN(Category.FORBIDDEN),

  REPORT_CONFLICT(Category.CONFLICT),
  MATCH_FINISHED(Category.CONFLICT),
  ROOM_ENDED(Category.CONFLICT),
  SIGNATURE_CONFLICT(Category.CONFLICT),
  REPLAY_SEEN(Category.CONFLICT),
  USERNAME_TAKEN(Category.CONFLICT),
  IDEMPOTENCY_CONFLICT(Category.CONFLICT),
  UPLOADER_CONFLICT(Category.CONFLICT),
  /** The player is in a match already. */
  ALREADY_PLAYING(Category.CONFLICT),
  CHALLENGE_CONFLICT(Category.CONFLICT),
  /** The same version of a plugin, or a newer one, is installed. */
  PLUGIN_CONFLICT(Category.CONFLICT),

  TOO_LARGE(Category.TOO_LARGE),
  RATE_LIMITED(Category.RATE_LIMITED),

  /** A bound of this engine is reached; the same request may succeed later. */
  BUSY(Category.CAPACITY),
  SHUTTING_DOWN(Category.CAPACITY),
  STORAGE_UNAVAILABLE(Category.EXTERNAL),
  /** What decides about claims cannot be asked; the database decides meanwhile. */
  ARBITER_UNAVAILABLE(Category.EXTERNAL),
  /** A plugin that is needed is not there, threw, or ran out of time. */
  PLUGIN_FAILED(Category.EXTERNAL),
  /** The chain cannot be asked now. */
  CHAIN_UNAVAILABLE(Category.EXTERNAL),
  /** Fighters cannot be run safely here; the message says what to install. */
  SANDBOX_UNAVAILABLE(Category.EXTERNAL),
  /** A game cannot be played here now; the message says what is missing. */
  WORLD_UNAVAILABLE(Category.EXTERNAL),
  INTERNAL(Category.INTERNAL);

  /** Whose fault it is, and what the caller can do about it. */
  public enum Category {
    /** The caller sent something malformed; the same request will never succeed. */
    INVALID,
    UNKNOWN,
    METHOD,
    REFUSED,
    UNAUTHENTICATED,
    FORBIDDEN,
    CONFLICT,
    TOO_LARGE,
    RATE_LIMITED,
    /** We are full or stopping; retry later. */
    CAPACITY,
    /** Something we depend on failed; retry later. */
    EXTERNAL,
    /** A defect of ours. */
    INTERNAL
  }

  private final Category category;

  ErrorCode(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }
}

package io.lanista.ports.chain;

import java.util.Objects;

/**
 * Why the chain did not do what was asked. The message is written for the operator; it holds no key
 * and no more of the RPC URL than its host, because URLs of providers hold secrets.
 */
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble it is: it decides what happens next. */
  public enum Kind {
    /** No connection, no answer in time, or an answer that makes no sense: later again. */
    UNREACHABLE,
    /** The node asks for fewer requests (429 and its likes): later again. */
    RATE_LIMITED,
    /** The node serves another chain than the one results are signed for: nothing is sent. */
    WRONG_CHAIN,
    /** The wallet cannot pay: later again. */
    OUT_OF_FUNDS,
    /** The node takes the transaction only for a higher fee. */
    UNDERPRICED,
    /** The nonce is in a block already, by this transaction or by another one. */
    NONCE_USED,
    /** The contract refuses the call; the message names its error. */
    REVERTED
  }

  private final Kind kind;

  public ChainException(Kind kind, String message) {
    super(message);
    this.kind = Objects.requireNonNull(kind);
  }

  public ChainException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind);
  }

  public Kind kind() {
    return kind;
  }
}

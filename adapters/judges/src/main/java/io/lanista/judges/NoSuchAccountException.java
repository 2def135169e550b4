package io.lanista.judges;

/** The judge works, but knows no account of this name. */
final class NoSuchAccountException extends Exception {
  private static final long serialVersionUID = 1L;

  NoSuchAccountException(String message) {
    super(message);
  }
}

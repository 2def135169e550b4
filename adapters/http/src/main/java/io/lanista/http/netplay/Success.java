package io.lanista.http.netplay;

/** {@code {"success": true}}: it was done, or had been done before. */
public record Success(boolean success) {
  static final Success YES = new Success(true);
}

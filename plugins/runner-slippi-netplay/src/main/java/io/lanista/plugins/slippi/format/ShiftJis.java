package io.lanista.plugins.slippi.format;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Names in a game start: Shift-JIS, ended by a zero byte or the end of their field. */
final class ShiftJis {
  /** A Java runtime may have been built without its extended character sets. */
  private static final Charset CHARSET =
      Charset.isSupported("windows-31j")
          ? Charset.forName("windows-31j")
          : StandardCharsets.US_ASCII;

  static String read(ByteBuffer bytes, int at, int fieldLength) {
    byte[] text = new byte[fieldLength];
    bytes.get(at, text);
    int length = 0;
    while (length < fieldLength && text[length] != 0) {
      length++;
    }
    return HalfWidth.of(new String(text, 0, length, CHARSET));
  }

  /** The bytes of a text; what does not fit its field, the ending zero included, is left out. */
  static byte[] write(String text, int fieldLength) {
    byte[] all = text.replace('#', '＃').getBytes(CHARSET);
    byte[] field = new byte[fieldLength];
    System.arraycopy(all, 0, field, 0, Math.min(all.length, fieldLength - 1));
    return field;
  }

  private ShiftJis() {}
}

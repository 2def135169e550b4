package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through the events of a recording without copying them: after {@link #next()}, {@link #at}
 * is where the event begins and every byte up to {@link #size()} is inside the buffer. Nothing is
 * allocated per event. For one thread.
 */
final class EventCursor {
  private static final byte[] WRAPPER = "{U\u0003raw[$U#l".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] METADATA = "U\bmetadata".getBytes(StandardCharsets.ISO_8859_1);
  private static final int RAW = WRAPPER.length + Integer.BYTES;
  private static final int UNANNOUNCED = -1;

  private final ByteBuffer bytes;
  private final int[] sizes = new int[256];
  private final boolean severed;
  private int rawEnd;
  private int at;
  private int following;

  EventCursor(ByteBuffer recording) throws InvalidReplayException {
    bytes = recording.duplicate().order(ByteOrder.BIG_ENDIAN);
    if (bytes.limit() < RAW || !matches(0, WRAPPER)) {
      throw new InvalidReplayException(
          "This is not a .slp recording: it does not begin with the UBJSON key 'raw'.");
    }
    int length = bytes.getInt(WRAPPER.length);
    if (length < 0 || length > bytes.limit() - RAW) {
      throw new InvalidReplayException(
          "The recording announces "
              + Integer.toUnsignedString(length)
              + " bytes of events but only "
              + (bytes.limit() - RAW)
              + " follow; upload the whole file.");
    }
    severed = length == 0;
    rawEnd = severed ? bytes.limit() : RAW + length;
    readPayloadSizes();
  }

  private void readPayloadSizes() throws InvalidReplayException {
    if (rawEnd - RAW < 2 || unsigned(RAW) != Commands.PAYLOAD_SIZES) {
      throw new InvalidReplayException("The recording does not begin with its payload sizes.");
    }
    int size = unsigned(RAW + 1);
    if (size % 3 != 1 || size > rawEnd - RAW - 1) {
      throw new InvalidReplayException("The recording's table of payload sizes is damaged.");
    }
    Arrays.fill(sizes, UNANNOUNCED);
    following = RAW + 1 + size;
    for (int entry = RAW + 2; entry < following; entry += 3) {
      sizes[unsigned(entry)] = bytes.getShort(entry + 1) & 0xFFFF;
    }
  }

  /**
   * Goes to the next event; false at the end of the events.
   *
   * @throws InvalidReplayException if an event is unknown or reaches beyond the end. A severed
   *     recording (whose writer died) just ends there instead.
   */
  boolean next() throws InvalidReplayException {
    if (following >= rawEnd) {
      return false;
    }
    int size = sizes[unsigned(following)];
    if (severed && matches(following, METADATA)) {
      rawEnd = following;
      return false;
    }
    if (severed && size > rawEnd - following - 1) {
      following = rawEnd;
      return false;
    }
    if (size == UNANNOUNCED) {
      throw new InvalidReplayException(
          "The recording is damaged at byte "
              + following
              + ": event 0x"
              + Integer.toHexString(unsigned(following))
              + " is not in its table of payload sizes.");
    }
    if (size > rawEnd - following - 1) {
      throw new InvalidReplayException(
          "The recording is damaged: its last event, at byte " + following + ", is cut off.");
    }
    at = following;
    following = at + 1 + size;
    return true;
  }

  /** Leaves out what events are left; where the metadata is, or would be. */
  int skipToMetadata() throws InvalidReplayException {
    if (severed) {
      while (next()) {
        // Where the events of a severed recording end is known only by going there.
      }
    }
    return rawEnd;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  int command() {
    return unsigned(at);
  }

  /** Where the current event's command byte is. */
  int at() {
    return at;
  }

  /** The current event's length, command byte included: every offset below it can be read. */
  int size() {
    return following - at;
  }

  private int unsigned(int index) {
    return bytes.get(index) & 0xFF;
  }

  private boolean matches(int index, byte[] expected) {
    if (bytes.limit() - index < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes.get(index + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}

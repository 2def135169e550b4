package io.lanista.http.json;

import io.lanista.ports.error.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/**
 * Reads and writes one record type outside of routes, such as a WebSocket message, with the same
 * strictness. Thread-safe.
 */
public final class Codec<T> {
  private final Class<T> record;
  private final JsonType type;

  private Codec(Class<T> record, JsonType type) {
    this.record = record;
    this.type = type;
  }

  /**
   * @throws IllegalArgumentException if the record has components JSON cannot express here
   */
  public static <T> Codec<T> of(Class<T> record, Naming naming) {
    var problems = new ArrayList<String>();
    var type = new JsonTypes(naming, problems).of(record);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new Codec<>(record, type);
  }

  /**
   * @throws EngineException INVALID_REQUEST, or the code of the record's own rule; the message
   *     names the first field at fault
   */
  public T read(String text) {
    var faults = new Faults();
    var value = JsonText.read(text, type, Place.root("message"), faults);
    if (faults.count() > 0) {
      var first = faults.failure().faults().get(0);
      throw new EngineException(
          faults.failure().code(), String.join(".", first.location()) + ": " + first.message());
    }
    return record.cast(value);
  }

  /** The value as UTF-8, ready to be shared by any number of sockets. */
  public ByteBuffer write(T value) {
    try {
      return ByteBuffer.wrap(JsonText.write(type, value)).asReadOnlyBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.lanista.ports.storage;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Cuts the instants of a record to the microsecond, as every storage does. */
final class StoredPrecision {
  private StoredPrecision() {}

  /** A copy of a record whose own instants have whole microseconds. */
  static <R> R of(R value) {
    RecordComponent[] parts = value.getClass().getRecordComponents();
    try {
      Object[] cut = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        cut[i] = cut(parts[i].getAccessor().invoke(value));
      }
      @SuppressWarnings("unchecked")
      Constructor<R> canonical =
          (Constructor<R>)
              value
                  .getClass()
                  .getDeclaredConstructor(
                      Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new));
      return canonical.newInstance(cut);
    } catch (IllegalAccessException | NoSuchMethodException | InstantiationException impossible) {
      throw new IllegalStateException("Only public records are stored.", impossible);
    } catch (InvocationTargetException refused) {
      throw new IllegalStateException(refused.getCause());
    }
  }

  static Instant cut(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static Object cut(Object part) {
    if (part instanceof Instant instant) {
      return cut(instant);
    }
    if (part instanceof Optional<?> optional) {
      return optional.map(present -> cut((Object) present));
    }
    return part;
  }
}

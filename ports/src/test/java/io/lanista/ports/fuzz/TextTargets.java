package io.lanista.ports.fuzz;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Targets that read one text into one value, and write it again. */
public final class TextTargets {
  private TextTargets() {}

  /**
   * A parser that either refuses with an engine's exception of the category INVALID, or gives a
   * value whose written form reads as an equal value.
   *
   * @param valid texts to start from
   */
  public static <T> FuzzTarget roundTrip(
      List<String> valid, ByteMutation mutation, Function<String, T> read) {
    return new FuzzTarget() {
      @Override
      public byte[] input(RandomGenerator random) {
        String text = valid.get(random.nextInt(valid.size()));
        return mutation.of(text.getBytes(StandardCharsets.UTF_8), random);
      }

      @Override
      public String take(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        T value;
        try {
          value = read.apply(text);
        } catch (EngineException refused) {
          if (refused.code().category() != ErrorCode.Category.INVALID) {
            throw new AssertionError("refused as " + refused.code(), refused);
          }
          return "refused";
        }
        T again = read.apply(written(value));
        if (!again.equals(value)) {
          throw new AssertionError(value + " is written in a form that reads as " + again);
        }
        return "read";
      }
    };
  }

  private static String written(Object value) {
    return value instanceof io.lanista.ports.storage.Cursor cursor
        ? cursor.text()
        : value.toString();
  }
}

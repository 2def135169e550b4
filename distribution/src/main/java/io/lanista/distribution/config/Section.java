package io.lanista.distribution.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys under one path. A getter names its key, its default and its bounds; a wrong value is
 * noted as a problem and the default returned, so that reading goes on to the next problem.
 */
final class Section {
  private static final int LONGEST_PATH = 4096;

  private final Layers layers;
  private final String path;

  Section(Layers layers, String path) {
    this.layers = layers;
    this.path = path;
  }

  String text(String key, String fallback, int longest) {
    return read(
        key,
        fallback,
        "a text of at most " + longest + " characters",
        Function.identity(),
        value -> require(scalar(value).strip(), text -> text.length() <= longest));
  }

  /**
   * A text that a rule of its own reads, whose message says what is wrong. The text is not shown
   * with it, because it may hold a secret by mistake.
   */
  String checked(String key, String fallback, int longest, Function<String, String> parse) {
    return checked(key, fallback, longest, parse, Function.identity());
  }

  /**
   * The same, empty if it is not given.
   *
   * @param show what of it may be seen; not asked for the empty text
   */
  String hidden(
      String key, int longest, Function<String, String> parse, Function<String, String> show) {
    return checked(key, "", longest, parse, text -> text.isEmpty() ? "" : show.apply(text));
  }

  private String checked(
      String key,
      String fallback,
      int longest,
      Function<String, String> parse,
      Function<String, String> show) {
    String[] wrong = new String[1];
    String value =
        read(
            key,
            fallback,
            "a text",
            show,
            given -> {
              try {
                return parse.apply(bounded(given, longest));
              } catch (IllegalArgumentException refused) {
                wrong[0] = refused.getMessage();
                return fallback;
              }
            });
    if (wrong[0] != null) {
      problem(key, "is not right. " + wrong[0]);
    }
    return value;
  }

  private static String bounded(ConfigValue given, int longest) {
    String text = scalar(given).strip();
    if (text.length() > longest) {
      throw new IllegalArgumentException("It may have at most " + longest + " characters.");
    }
    return text;
  }

  /** A text that a rule of its own reads; {@code wanted} completes "must be ...". */
  <T> T value(String key, T fallback, String wanted, Function<String, T> parse) {
    return read(key, fallback, wanted, Object::toString, value -> parse.apply(scalar(value)));
  }

  int number(String key, int fallback, int least, int most) {
    return read(
        key,
        fallback,
        "a whole number from " + least + " to " + most,
        String::valueOf,
        value ->
            require(
                Integer.parseInt(scalar(value).strip()),
                number -> number >= least && number <= most));
  }

  boolean flag(String key, boolean fallback) {
    return read(
        key,
        fallback,
        "true or false",
        String::valueOf,
        value -> {
          String text = scalar(value).strip();
          return require(text, given -> given.equals("true") || given.equals("false"))
              .equals("true");
        });
  }

  Duration duration(String key, Duration fallback, Duration least, Duration most) {
    return read(
        key,
        fallback,
        "a duration with its unit (ms, s, m, h, d) from "
            + DurationText.show(least)
            + " to "
            + DurationText.show(most),
        DurationText::show,
        value ->
            require(
                DurationText.parse(scalar(value)),
                given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0));
  }

  DataSize size(String key, DataSize fallback, DataSize least, DataSize most) {
    return read(
        key,
        fallback,
        "a size with its unit (B, KiB, MiB, GiB) from " + least + " to " + most,
        DataSize::toString,
        value ->
            require(
                DataSize.parse(scalar(value)),
                given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0));
  }

  /** One of an enum's constants, written in lower case with {@code -}. */
  <E extends Enum<E>> E choice(String key, E fallback) {
    E[] constants = fallback.getDeclaringClass().getEnumConstants();
    return read(
        key,
        fallback,
        Arrays.stream(constants).map(Section::written).collect(Collectors.joining(" or ")),
        Section::written,
        value -> {
          String text = scalar(value).strip();
          return Arrays.stream(constants)
              .filter(constant -> written(constant).equalsIgnoreCase(text))
              .findFirst()
              .orElseThrow(IllegalArgumentException::new);
        });
  }

  /** A list; outside the file, its items are separated by commas. */
  <T> List<T> list(String key, List<T> fallback, String wanted, Function<String, T> parse) {
    return read(
        key,
        fallback,
        "a list of " + wanted,
        items -> items.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]")),
        value -> items(value).map(parse).toList());
  }

  /**
   * A path. One from the file, and the default, is relative to the installation; one from the
   * environment or the command line to the working directory, as whoever typed it expects.
   */
  Path folder(String key, String fallback, Path home) {
    boolean typed =
        layers
            .find(path + "." + key)
            .filter(given -> given.level() != Layers.Level.FILE)
            .isPresent();
    Path base = typed ? Path.of("") : home;
    return read(
        key,
        base.resolve(fallback).toAbsolutePath().normalize(),
        "a path",
        Path::toString,
        value ->
            base.resolve(require(scalar(value), text -> !text.isBlank()))
                .toAbsolutePath()
                .normalize());
  }

  /** A path as of {@link #folder}; empty if it is not given. */
  Optional<Path> file(String key, Path home) {
    return text(key, "", LONGEST_PATH).isEmpty()
        ? Optional.empty()
        : Optional.of(folder(key, "", home));
  }

  /** Notes a problem that lies between several keys, at one of them. */
  void problem(String key, String message) {
    String full = path + "." + key;
    layers.problem(
        layers.find(full).map(Layers.Given::from).orElse(Setting.DEFAULT), full + " " + message);
  }

  private <T> T read(
      String key,
      T fallback,
      String wanted,
      Function<T, String> show,
      Function<ConfigValue, T> parse) {
    String full = path + "." + key;
    var given = layers.find(full);
    T value = fallback;
    if (given.isPresent()) {
      try {
        value = parse.apply(given.get().value());
      } catch (IllegalArgumentException wrong) {
        String found = "; found: " + shortened(given.get().value());
        layers.problem(given.get().from(), full + " must be " + wanted + found);
      }
    }
    String from = given.map(Layers.Given::from).orElse(Setting.DEFAULT);
    layers.took(new Setting(full, show.apply(value), from));
    return value;
  }

  private static java.util.stream.Stream<String> items(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(Section::scalar);
    }
    return Arrays.stream(scalar(value).split(",")).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static String scalar(ConfigValue value) {
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      throw new IllegalArgumentException("One value is wanted.");
    }
    return String.valueOf(value.unwrapped());
  }

  private static <T> T require(T value, java.util.function.Predicate<T> rule) {
    if (!rule.test(value)) {
      throw new IllegalArgumentException("out of bounds");
    }
    return value;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shortened(ConfigValue value) {
    String text = String.valueOf(value.unwrapped());
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}

package io.lanista.distribution.config;

/**
 * What is logged, on standard error.
 *
 * @param level the least that is written
 * @param format for people or for a collector
 */
public record LogConfig(Level level, Format format) {
  /** From most to least. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** How a line looks. */
  public enum Format {
    TEXT,
    JSON
  }

  static LogConfig read(Section in) {
    return new LogConfig(in.choice("level", Level.INFO), in.choice("format", Format.TEXT));
  }
}

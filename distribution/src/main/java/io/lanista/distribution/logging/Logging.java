package io.lanista.distribution.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import io.lanista.distribution.config.LogConfig;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up in code: reading logback's XML would cost a tenth of a second at each start. All
 * lines go to standard error, so that what a verb prints stays clean for pipes.
 */
public final class Logging {
  private static final String LINE =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level [%thread] %logger{24} - %msg%n";

  /**
   * Libraries that tell at every start what an operator need not know, and while debugging what
   * nobody may read: addresses with a queue_id or a node's secret, headers with keys, the
   * parameters of statements.
   */
  private static final List<String> TALKATIVE =
      List.of(
          "com.github.kagkarlsson",
          "com.zaxxer.hikari",
          "io.lanista.sql",
          "jdk.httpclient",
          "jdk.internal.httpclient",
          "org.apache.ibatis",
          "org.eclipse.jetty",
          "org.flywaydb",
          "org.mariadb.jdbc",
          "org.pf4j");

  private Logging() {}

  /** Warnings only, for verbs whose output is the point. */
  public static void quiet() {
    configure(new LogConfig(LogConfig.Level.WARN, LogConfig.Format.TEXT));
  }

  /** Replaces the set-up there was. */
  public static void configure(LogConfig config) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget(ConsoleTarget.SystemErr.getName());
    console.setEncoder(encoder(config.format(), context));
    console.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level().name()));
    root.addAppender(console);
    if (config.level().compareTo(LogConfig.Level.WARN) < 0) {
      TALKATIVE.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
    }
  }

  private static Encoder<ILoggingEvent> encoder(LogConfig.Format format, LoggerContext context) {
    if (format == LogConfig.Format.JSON) {
      JsonEncoder json = new JsonEncoder();
      json.setContext(context);
      json.start();
      return json;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(LINE);
    text.start();
    return text;
  }
}

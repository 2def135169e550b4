package io.lanista.engine.plugin;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Something that a plugin threw, as text. Made on the plugin's own thread, because even asking a
 * plugin's exception for its message runs the plugin's code; and without the exception itself,
 * which would keep the plugin's class loader wherever it is kept.
 */
final class PluginThrew extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TEXT = 16 << 10;
  private static final int MOST_CAUSES = 20;

  private final String words;
  private final String stack;

  private PluginThrew(String type, String words, String stack) {
    super(type, null, false, false);
    this.words = words;
    this.stack = stack;
  }

  static PluginThrew of(Throwable thrown) {
    String type = thrown.getClass().getName();
    try {
      return new PluginThrew(type, inWords(thrown), stack(thrown));
    } catch (Throwable evenThat) {
      return new PluginThrew(
          type, type + ".", "(its message cannot be read: " + evenThat.getClass().getName() + ")");
    }
  }

  /** The class of what was thrown. */
  String type() {
    return getMessage();
  }

  /** A sentence for the operator. */
  String words() {
    return words;
  }

  /** The stack, for the log; empty if the words say it all. */
  String stack() {
    return stack;
  }

  // Guice wraps what a constructor throws; the operator wants the constructor's own words, for
  // instance about a setting.
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < MOST_CAUSES && isGuices(cause) && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isGuices(Throwable thrown) {
    return thrown.getClass().getName().startsWith("com.google.inject.");
  }

  private static String inWords(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    String message = cause.getMessage();
    String text =
        isForTheOperator(cause, message)
            ? message
            : cause.getClass().getName() + (message == null ? "" : ": " + message);
    return cut(text.endsWith(".") ? text : text + ".");
  }

  private static String stack(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (isForTheOperator(cause, cause.getMessage())) {
      return "";
    }
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return cut(text.toString());
  }

  // How a plugin refuses a setting: the message was written to be read, its stack tells nothing.
  private static boolean isForTheOperator(Throwable cause, String message) {
    return cause instanceof IllegalArgumentException && message != null;
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
  }
}

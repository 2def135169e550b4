package io.lanista.ports.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes JSON token by token, so that most of what comes out is still JSON: other values, repeated
 * and missing keys, deep nesting, endless numbers, half surrogate pairs, other character sets.
 */
public final class JsonMutation {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+|[\\[\\]{}:,]|.", Pattern.DOTALL);

  private static final String[] VALUES = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "4",
    "5",
    "255",
    "256",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "1.0",
    "1.5",
    "1e5",
    "1e-400",
    "1e400",
    "1e999999999",
    "-1E+999999999999",
    "0.1e-999999999",
    "NaN",
    "Infinity",
    "01",
    "+1",
    ".5",
    "1.",
    "0x10",
    "1_0",
    "\"\"",
    "\" \"",
    "\"0\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\ud83e\\udd8a\"",
    "\"\uD83E\uDD8A\"",
    "\"\uFEFF\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"a\\nb\"",
    "\"a\nb\"",
    "'a'",
    "[]",
    "{}",
    "[null]",
    "[[]]",
    "{\"\":{}}",
    "[,]",
    "[1,]",
    "{,}",
    "//",
    "/**/",
    "COMPLETED",
    "\"COMPLETED\"",
    "\"frame\"",
    "\"match_start\"",
    "\"match_end\"",
    "\"game_end\"",
    "\"stocks\"",
    "\"__proto__\"",
    "\"$ref\"",
    "\"A#1\"",
    "\"\u202E#1\"",
    "\"\uFF21\uFF03\uFF11\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"0x0000000000000000000000000000000000000000\""
  };

  private static final Charset[] CHARSETS = {
    StandardCharsets.UTF_16,
    StandardCharsets.UTF_16LE,
    StandardCharsets.ISO_8859_1,
    Charset.forName("UTF-32"),
    StandardCharsets.US_ASCII
  };

  private static final ByteMutation BYTES =
      ByteMutation.with(
          "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "e", "\u00ff", "\u00c0\u0080");

  private JsonMutation() {}

  /** A valid text with a few changes, in bytes that are not always UTF-8. */
  public static byte[] bytes(String valid, RandomGenerator random) {
    if (random.nextInt(12) == 0) {
      return BYTES.of(valid.getBytes(StandardCharsets.UTF_8), random);
    }
    String text = text(valid, random);
    if (random.nextInt(40) == 0) {
      return text.getBytes(CHARSETS[random.nextInt(CHARSETS.length)]);
    }
    return (random.nextInt(60) == 0 ? "\uFEFF" + text : text).getBytes(StandardCharsets.UTF_8);
  }

  /** A valid text with none to three changes. */
  public static String text(String valid, RandomGenerator random) {
    List<String> tokens = tokens(valid);
    for (int changes = random.nextInt(4); changes > 0 && !tokens.isEmpty(); changes--) {
      change(tokens, random);
    }
    return String.join("", tokens);
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private static void change(List<String> tokens, RandomGenerator random) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(20)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      case 3, 4 -> repeat(tokens, at, random);
      case 5 -> tokens.set(valueNear(tokens, at), nested(random));
      case 6 -> tokens.add(at, " \t\r\n\u00a0\u2028\f".substring(0, 1 + random.nextInt(7)));
      default -> tokens.set(valueNear(tokens, at), value(random));
    }
  }

  /** A token that stands for a value rather than a key or a bracket, if there is one. */
  private static int valueNear(List<String> tokens, int from) {
    for (int i = 0; i < tokens.size(); i++) {
      int at = (from + i) % tokens.size();
      boolean scalar = !"[]{}:,".contains(tokens.get(at)) && !tokens.get(at).isBlank();
      boolean key = at + 1 < tokens.size() && tokens.get(at + 1).equals(":");
      if (scalar && !key) {
        return at;
      }
    }
    return from;
  }

  private static String value(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> "9".repeat(1 + random.nextInt(400));
      case 1 -> "\"" + "x".repeat(random.nextInt(2_000)) + "\"";
      case 2 -> "0." + "1".repeat(1 + random.nextInt(200)) + "e" + random.nextInt(-400, 400);
      case 3 -> Integer.toString(random.nextInt(-2_000, 70_000));
      case 4 -> "\"" + Character.toString(random.nextInt(0xD7FF)) + "\"";
      default -> VALUES[random.nextInt(VALUES.length)];
    };
  }

  /** A run of tokens once more or many times, as with a key given twice or a list without end. */
  private static void repeat(List<String> tokens, int from, RandomGenerator random) {
    int end = Math.min(tokens.size(), from + 1 + random.nextInt(12));
    List<String> run = List.copyOf(tokens.subList(from, end));
    int times = random.nextInt(20) == 0 ? random.nextInt(2_000 / run.size()) : 1;
    for (; times > 0; times--) {
      tokens.addAll(from, run);
    }
  }

  private static String nested(RandomGenerator random) {
    int depth = 1 << random.nextInt(13);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    String inner = random.nextBoolean() ? "1" : "";
    return open.repeat(depth) + inner + (random.nextInt(4) > 0 ? close.repeat(depth) : "");
  }
}

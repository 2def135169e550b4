package io.lanista.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A Lua script that the server keeps, and is called by its digest.
 *
 * @param digest SHA-1 in hex, as Redis names scripts
 */
record Script(String text, String digest) {

  /** The files of these names, one after the other. */
  static Script of(String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(read(file));
    }
    return new Script(text.toString(), sha1(text.toString()));
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** Runs it; loads it where the server does not know it, or not any more. */
  Object run(RedisClient redis, List<String> keys, List<String> arguments) {
    try {
      return redis.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException unknown) {
      return redis.eval(text, keys, arguments);
    }
  }

  /** Runs it several times in one round trip; the answers are in the order of the arguments. */
  List<Object> runAll(RedisClient redis, List<String> keys, List<List<String>> arguments) {
    List<Response<Object>> answers = new ArrayList<>();
    try (Pipeline pipeline = redis.pipelined()) {
      arguments.forEach(each -> answers.add(pipeline.evalsha(digest, keys, each)));
      pipeline.sync();
    }
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      try {
        results.add(answers.get(i).get());
      } catch (JedisNoScriptException unknown) {
        results.add(run(redis, keys, arguments.get(i)));
      }
    }
    return results;
  }
}

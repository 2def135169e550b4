package io.lanista.redis;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.RedisClient;

/**
 * A real Redis server for tests: the one that LANISTA_TEST_REDIS_URL names (its data is deleted!),
 * else one started here from the {@code redis-server} on the PATH, else from the one that Maven
 * brings (embedded-redis). Thread-safe.
 */
public final class RealRedis implements AutoCloseable {
  private static RealRedis shared;

  private final Optional<RedisProcess> own;
  private final URI url;

  private RealRedis(Optional<RedisProcess> own, URI url) {
    this.own = own;
    this.url = url;
  }

  /** The server all tests of this JVM share; ends with it. Skips the test where there is none. */
  public static synchronized RealRedis shared() {
    if (shared == null) {
      String given = System.getenv("LANISTA_TEST_REDIS_URL");
      shared =
          given == null || given.isBlank()
              ? startOne()
              : new RealRedis(Optional.empty(), URI.create(given));
    }
    return shared;
  }

  /**
   * A server of the test's own, to be stopped and started. Skips the test where it cannot be.
   *
   * @param options more of the server's, such as {@code --requirepass secret}
   */
  public static RealRedis startOne(String... options) {
    try {
      Optional<RedisProcess> process = RedisProcess.install(options);
      if (process.isEmpty()) {
        String what =
            "There is no Redis to test with: install redis-server, or set LANISTA_TEST_REDIS_URL.";
        if ("true".equals(System.getenv("LANISTA_REQUIRE_REAL"))) {
          Assertions.fail(what);
        }
        Assumptions.abort(what);
      }
      RedisProcess server = process.orElseThrow();
      server.start();
      return new RealRedis(process, URI.create("redis://127.0.0.1:" + server.port()));
    } catch (IOException failed) {
      throw new IllegalStateException("The Redis for tests did not start.", failed);
    }
  }

  public URI url() {
    return url;
  }

  /** For tests that mean the server, not its hurry: one that is slow here is not away. */
  public RedisSettings patient() {
    return new RedisSettings(url, Optional.empty(), Duration.ofSeconds(20), 16);
  }

  /** A client to look with; to be closed. */
  public RedisClient client() {
    return RedisClient.create(url);
  }

  /** Deletes everything. */
  public void wipe() {
    try (RedisClient client = client()) {
      client.flushAll();
    }
  }

  private RedisProcess server() {
    return own.orElseThrow(() -> new IllegalStateException("This server is not ours to stop."));
  }

  /** SIGKILL; returns when it is gone. Nothing is kept. */
  public void kill() {
    server().kill();
  }

  /** Starts it again, empty, on its port; returns when it answers. */
  public void startAgain() {
    try {
      server().start();
    } catch (IOException failed) {
      throw new IllegalStateException("The Redis for tests did not start again.", failed);
    }
  }

  /** Has it hang (SIGSTOP): connections stay, and nothing is answered. */
  public void hang() {
    server().signal("STOP");
  }

  /** Ends the hanging (SIGCONT). */
  public void goOn() {
    server().signal("CONT");
  }

  /** Ends a server that was started here, and removes its files. */
  @Override
  public void close() {
    own.ifPresent(RedisProcess::close);
  }
}

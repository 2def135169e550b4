package io.lanista.redis;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Asks a Redis server, or says within a second that it cannot be asked. Thread-safe. */
final class RedisCalls implements AutoCloseable {
  /** As long as a server that is back may go unnoticed. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final RedisSettings settings;
  private final RedisClient client;
  private final CircuitBreaker breaker = new CircuitBreaker(PAUSE, System::nanoTime);

  /** Does not connect yet: the server may be away. */
  RedisCalls(RedisSettings settings) {
    this.settings = settings;
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connections());
    pool.setMaxIdle(settings.connections());
    pool.setMaxWait(settings.patience());
    pool.setJmxEnabled(false);
    this.client =
        RedisClient.builder()
            .hostAndPort(settings.server())
            .clientConfig(settings.client())
            .poolConfig(pool)
            .build();
  }

  /**
   * Has something asked. It may be asked twice, if the connection was lost.
   *
   * @throws EngineException ARBITER_UNAVAILABLE
   */
  <T> T ask(Function<RedisClient, T> question) {
    if (!breaker.admits()) {
      throw new EngineException(
          ErrorCode.ARBITER_UNAVAILABLE,
          settings + " did not answer a moment ago; it is asked again shortly.");
    }
    try {
      T answer = askOnceOrTwice(question);
      breaker.worked();
      return answer;
    } catch (JedisDataException refused) {
      // It did answer.
      breaker.worked();
      throw unavailable("refused a command", refused);
    } catch (JedisException away) {
      breaker.failed();
      throw unavailable("does not answer", away);
    }
  }

  private <T> T askOnceOrTwice(Function<RedisClient, T> question) {
    try {
      return question.apply(client);
    } catch (JedisDataException refused) {
      throw refused;
    } catch (JedisException lost) {
      if (isTimeout(lost)) {
        throw lost;
      }
      // A server that was restarted closed all the connections we kept.
      client.getPool().clear();
      return question.apply(client);
    }
  }

  private static boolean isTimeout(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          || cause instanceof java.util.NoSuchElementException) {
        return true;
      }
    }
    return false;
  }

  private EngineException unavailable(String what, JedisException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new EngineException(
        ErrorCode.ARBITER_UNAVAILABLE, settings + " " + what + ": " + root.getMessage(), failure);
  }

  /** A connection outside the pool, for what holds one for long; not connected yet. */
  Connection open() {
    return new Connection(settings.server(), settings.client());
  }

  @Override
  public void close() {
    client.close();
  }
}

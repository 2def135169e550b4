package io.lanista.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What requests may cost.
 *
 * @param maxBodyBytes of a JSON body
 * @param bodyTimeout for a JSON body to arrive; ten times as long for a raw one
 * @param answerTimeout for a handler that answers later; longer than the longest long poll
 * @param maxHeaderBytes of a request's line and headers
 * @param perSecond requests of one client address; 0 for no limit
 * @param burst requests one address may send at once before the rate counts
 * @param workers threads for blocking handlers
 * @param maxWaiting blocking calls that wait for a worker; more are BUSY
 * @param maxUploads raw bodies being received at once; more are BUSY
 * @param maxHeldBytes of received raw bodies whose calls run or wait; what is over that is BUSY
 */
public record RequestLimits(
    int maxBodyBytes,
    Duration bodyTimeout,
    Duration answerTimeout,
    int maxHeaderBytes,
    int perSecond,
    int burst,
    int workers,
    int maxWaiting,
    int maxUploads,
    long maxHeldBytes) {
  /** A few of the largest bodies, however small the heap. */
  private static final long LEAST_HELD = 64L << 20;

  public RequestLimits {
    Objects.requireNonNull(bodyTimeout);
    Objects.requireNonNull(answerTimeout);
    if (maxBodyBytes < 1
        || maxHeaderBytes < 256
        || perSecond < 0
        || burst < perSecond
        || workers < 1
        || maxWaiting < 1
        || maxUploads < 1
        || maxHeldBytes < 1) {
      throw new IllegalArgumentException(
          "request limits are at least 1, headers at least 256 bytes, the burst at least the rate");
    }
  }

  /**
   * 64 KiB in 10 s, answers in 75 s, 8 KiB of headers, no rate, 16 workers, 512 waiting, a quarter
   * of the heap for their bodies.
   */
  public static RequestLimits usual() {
    var held = Math.max(LEAST_HELD, Runtime.getRuntime().maxMemory() / 4);
    return new RequestLimits(
        65_536, Duration.ofSeconds(10), Duration.ofSeconds(75), 8192, 0, 0, 16, 512, 8, held);
  }

  public RequestLimits bodies(int maxBytes, Duration timeout) {
    return new RequestLimits(
        maxBytes,
        timeout,
        answerTimeout,
        maxHeaderBytes,
        perSecond,
        burst,
        workers,
        maxWaiting,
        maxUploads,
        maxHeldBytes);
  }

  public RequestLimits answers(Duration timeout) {
    return new RequestLimits(
        maxBodyBytes,
        bodyTimeout,
        timeout,
        maxHeaderBytes,
        perSecond,
        burst,
        workers,
        maxWaiting,
        maxUploads,
        maxHeldBytes);
  }

  public RequestLimits rate(int requestsPerSecond, int atOnce) {
    return new RequestLimits(
        maxBodyBytes,
        bodyTimeout,
        answerTimeout,
        maxHeaderBytes,
        requestsPerSecond,
        atOnce,
        workers,
        maxWaiting,
        maxUploads,
        maxHeldBytes);
  }

  public RequestLimits blocking(int threads, int waiting, int uploads) {
    return new RequestLimits(
        maxBodyBytes,
        bodyTimeout,
        answerTimeout,
        maxHeaderBytes,
        perSecond,
        burst,
        threads,
        waiting,
        uploads,
        maxHeldBytes);
  }

  public RequestLimits held(long bytes) {
    return new RequestLimits(
        maxBodyBytes,
        bodyTimeout,
        answerTimeout,
        maxHeaderBytes,
        perSecond,
        burst,
        workers,
        maxWaiting,
        maxUploads,
        bytes);
  }
}

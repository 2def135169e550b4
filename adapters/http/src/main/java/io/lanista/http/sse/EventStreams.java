package io.lanista.http.sse;

import io.lanista.http.limit.AddressCount;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;

/** All open event streams, within their bounds. Thread-safe. */
public final class EventStreams {
  private final int max;
  private final Semaphore places;
  private final AddressCount perAddress;
  private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
  private final Map<StreamEnding, Counter> endings = new EnumMap<>(StreamEnding.class);
  private volatile boolean stopping;

  /**
   * None so far.
   *
   * @param metrics told how many are open, what waits for them and why they end
   */
  public EventStreams(int max, int maxPerAddress, MeterRegistry metrics) {
    this.max = max;
    this.places = new Semaphore(max);
    this.perAddress = new AddressCount(maxPerAddress);
    Gauge.builder("http.server.streams", this, EventStreams::count)
        .description("Open event streams")
        .register(metrics);
    Gauge.builder("http.server.streams.waiting", this, EventStreams::waitingBytes)
        .description("What waits for clients of event streams to read")
        .baseUnit("bytes")
        .register(metrics);
    for (StreamEnding ending : StreamEnding.values()) {
      endings.put(
          ending,
          Counter.builder("http.server.streams.ended")
              .description("Event streams that ended, by reason")
              .tag("reason", ending.name().toLowerCase(Locale.ROOT))
              .register(metrics));
    }
  }

  /**
   * Takes a place; it is given back when the stream is over, or by {@link #refuse}.
   *
   * @throws EngineException BUSY if there are too many streams
   */
  public OpenStream reserve(EventStream stream, InetAddress client, Request request) {
    if (stopping || !places.tryAcquire()) {
      throw new EngineException(ErrorCode.BUSY, "All " + max + " event streams are in use.");
    }
    if (!perAddress.enter(client)) {
      places.release();
      throw new EngineException(ErrorCode.BUSY, "Your address has too many event streams open.");
    }
    var made =
        new OpenStream(
            stream, client, this, request.getConnectionMetaData().getConnection().getEndPoint());
    open.add(made);
    if (stopping) {
      made.end();
    }
    return made;
  }

  /** Gives back the place of a stream that never began. */
  public void refuse(OpenStream stream) {
    stream.ended(StreamEnding.NOT_OPENED);
  }

  void ended(OpenStream stream, StreamEnding why) {
    open.remove(stream);
    endings.get(why).increment();
    perAddress.leave(stream.client());
    places.release();
  }

  public int count() {
    return open.size();
  }

  /** Bytes that wait for clients to read. */
  private long waitingBytes() {
    return open.stream().mapToLong(OpenStream::waitingBytes).sum();
  }

  /** Sends heartbeats and cuts off who is stalled; to be called about once a second. */
  public void sweep() {
    var now = System.nanoTime();
    open.forEach(stream -> stream.sweep(now));
  }

  /** Ends every stream, and cuts off those that do not take the end within the grace. */
  public void stop(Duration grace) {
    stopping = true;
    open.forEach(OpenStream::end);
    var end = System.nanoTime() + grace.toNanos();
    while (!open.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    open.forEach(stream -> stream.cutOff(StreamEnding.GONE, "the server is stopping"));
  }
}

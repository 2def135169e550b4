package io.lanista.http.sse;

import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.ports.error.ErrorCode;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One stream of server-sent events as a value, the sibling of a route and of a WebSocket channel.
 *
 * @param name unique among routes, channels and streams
 * @param template absolute path with parameters in braces
 * @param access checked before the stream begins
 * @param errors what the opener may refuse with besides what every stream may
 * @param opener begins one stream
 */
public record EventStream(
    String name,
    String template,
    Access access,
    String tag,
    String summary,
    Set<ErrorCode> errors,
    StreamLimits limits,
    Opener opener) {

  /** Begins one stream; runs on the bounded worker pool and may wait. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Hands the sink to whoever has events for it. What is sent before this returns waits for it.
     * One that is ended by then, with nothing sent, is answered 204, by which browsers know not to
     * come back.
     *
     * @param lastEventId the last event the client saw; empty if it is new
     * @return called once, when the stream is over
     * @throws io.lanista.ports.error.EngineException to refuse the client in plain HTTP
     */
    Runnable open(Call call, OptionalLong lastEventId, EventSink sink);
  }

  public EventStream {
    Objects.requireNonNull(access);
    Objects.requireNonNull(tag);
    Objects.requireNonNull(summary);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(opener);
    errors = Set.copyOf(errors);
    if (name.isBlank() || !template.startsWith("/")) {
      throw new IllegalArgumentException(
          "stream '" + name + "' needs a name and a template that starts with /");
    }
  }

  /** A stream for anyone, with the usual limits. */
  public static EventStream at(
      String name, String template, String tag, String summary, Opener opener) {
    return new EventStream(
        name, template, Access.OPEN, tag, summary, Set.of(), StreamLimits.usual(), opener);
  }

  public EventStream access(Access who) {
    return new EventStream(name, template, who, tag, summary, errors, limits, opener);
  }

  public EventStream errors(ErrorCode... codes) {
    return new EventStream(name, template, access, tag, summary, Set.of(codes), limits, opener);
  }

  public EventStream limits(StreamLimits other) {
    return new EventStream(name, template, access, tag, summary, errors, other, opener);
  }
}

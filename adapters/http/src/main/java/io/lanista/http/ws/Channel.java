package io.lanista.http.ws;

import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import java.util.Objects;

/**
 * One WebSocket endpoint as a value, the sibling of a route.
 *
 * @param name unique among routes and channels
 * @param template absolute path with parameters in braces
 * @param access checked before the upgrade is accepted
 * @param opener makes the handler of one accepted socket
 */
public record Channel(
    String name,
    String template,
    Access access,
    String tag,
    String summary,
    ChannelLimits limits,
    Opener opener) {

  /** Makes the handler of one socket; runs on a server thread and must not wait. */
  @FunctionalInterface
  public interface Opener {
    /** Any socket is accepted first; to refuse one, close it in {@link ChannelHandler#opened}. */
    ChannelHandler open(Call call, Socket socket);
  }

  public Channel {
    Objects.requireNonNull(access);
    Objects.requireNonNull(tag);
    Objects.requireNonNull(summary);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(opener);
    if (name.isBlank() || !template.startsWith("/")) {
      throw new IllegalArgumentException(
          "channel '" + name + "' needs a name and a template that starts with /");
    }
  }

  /** An open channel with the usual limits. */
  public static Channel at(
      String name, String template, String tag, String summary, Opener opener) {
    return new Channel(name, template, Access.OPEN, tag, summary, ChannelLimits.usual(), opener);
  }

  public Channel access(Access who) {
    return new Channel(name, template, who, tag, summary, limits, opener);
  }

  public Channel limits(ChannelLimits other) {
    return new Channel(name, template, access, tag, summary, other, opener);
  }
}

package io.lanista.http.ws;

import io.lanista.http.json.Naming;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import java.util.List;
import java.util.Objects;

/**
 * One WebSocket endpoint as a value, the sibling of a route.
 *
 * @param name unique among routes and channels
 * @param template absolute path with parameters in braces
 * @param access checked before the upgrade is accepted
 * @param query read and checked before the upgrade
 * @param sent the messages a client gets
 * @param received the messages a client may send
 * @param opener makes the handler of one accepted socket
 */
public record Channel(
    String name,
    String template,
    Access access,
    String tag,
    String summary,
    List<QueryParam> query,
    List<MessageForm> sent,
    List<MessageForm> received,
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
    query = List.copyOf(query);
    sent = List.copyOf(sent);
    received = List.copyOf(received);
    if (name.isBlank() || !template.startsWith("/")) {
      throw new IllegalArgumentException(
          "channel '" + name + "' needs a name and a template that starts with /");
    }
  }

  /** An open channel with the usual limits. */
  public static Channel at(
      String name, String template, String tag, String summary, Opener opener) {
    return new Channel(
        name,
        template,
        Access.OPEN,
        tag,
        summary,
        List.of(),
        List.of(),
        List.of(),
        ChannelLimits.usual(),
        opener);
  }

  public Channel access(Access who) {
    return new Channel(name, template, who, tag, summary, query, sent, received, limits, opener);
  }

  public Channel query(QueryParam... params) {
    return new Channel(
        name, template, access, tag, summary, List.of(params), sent, received, limits, opener);
  }

  /** The messages a client gets, for the document. */
  public Channel sends(Naming naming, List<Class<? extends Record>> forms) {
    return new Channel(
        name, template, access, tag, summary, query, of(naming, forms), received, limits, opener);
  }

  /** The messages a client may send, for the document. */
  public Channel receives(Naming naming, List<Class<? extends Record>> forms) {
    return new Channel(
        name, template, access, tag, summary, query, sent, of(naming, forms), limits, opener);
  }

  private static List<MessageForm> of(Naming naming, List<Class<? extends Record>> forms) {
    return forms.stream().map(form -> new MessageForm(form, naming)).toList();
  }

  public Channel limits(ChannelLimits other) {
    return new Channel(name, template, access, tag, summary, query, sent, received, other, opener);
  }
}

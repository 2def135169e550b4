package io.lanista.http.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections of a peer that has too many. Trusted proxies are exempt: theirs are many
 * clients'. Thread-safe.
 */
public final class PeerConnections implements Connection.Listener {
  private final Clients clients;
  private final AddressCount count;

  /** With the peer, because a closed connection no longer says whose it was. */
  private final Map<Connection, InetAddress> counted = new ConcurrentHashMap<>();

  public PeerConnections(Clients clients, int maxPerAddress) {
    this.clients = clients;
    this.count = new AddressCount(maxPerAddress);
  }

  @Override
  public void onOpened(Connection connection) {
    var peer = peer(connection);
    if (peer == null || clients.isProxy(peer)) {
      return;
    }
    if (count.enter(peer)) {
      counted.put(connection, peer);
    } else {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    var peer = counted.remove(connection);
    if (peer != null) {
      count.leave(peer);
    }
  }

  private static InetAddress peer(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress inet
        ? inet.getAddress()
        : null;
  }
}

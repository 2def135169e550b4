package io.lanista.http.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections of a peer that has too many. Trusted proxies are exempt: theirs are many
 * clients'. Thread-safe.
 */
public final class PeerConnections implements Connection.Listener {
  private final Clients clients;
  private final AddressCount count;
  private final Set<Connection> counted = ConcurrentHashMap.newKeySet();

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
      counted.add(connection);
    } else {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (counted.remove(connection)) {
      count.leave(peer(connection));
    }
  }

  private static InetAddress peer(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress inet
        ? inet.getAddress()
        : null;
  }
}

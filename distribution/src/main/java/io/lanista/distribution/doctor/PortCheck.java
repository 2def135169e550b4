package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether the server could listen where it should. */
final class PortCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    ServerConfig server = config.server();
    String where = server.host() + ":" + server.port();
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      return List.of(
          Finding.bad(
              "port", server.host() + " is not an address of this machine", "Set server.host."));
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return List.of(Finding.ok("port", where + " is free"));
    } catch (IOException taken) {
      return List.of(
          Finding.bad(
              "port",
              where + " cannot be listened on: " + taken.getMessage(),
              "If that is not a running Lanista, stop what uses it, or give another --port."));
    }
  }
}

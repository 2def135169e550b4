package io.lanista.chain;

import io.lanista.ports.chain.ChainException;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.Response;

/**
 * Any question to a node, for what {@code Chain} has no method for: a local chain's own commands.
 * Thread-safe.
 */
public final class JsonRpc {
  private final Rpc rpc;

  public JsonRpc(RpcEndpoint endpoint) {
    rpc = new Rpc(endpoint);
  }

  /** An answer of any shape. */
  static final class Anything extends Response<Object> {}

  /**
   * What a method answers, as maps, lists, texts and numbers; empty for null.
   *
   * @throws ChainException also if the node answers an error
   */
  public Optional<Object> call(String method, Object... parameters) {
    return rpc.find(method, List.of(parameters), Anything.class);
  }
}

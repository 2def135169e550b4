package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.settlement.WalletAddress;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A chain that must not be asked: it has a wallet and contracts, and fails at everything else. */
final class IdleChain {
  private IdleChain() {}

  static Chain of(WalletAddress wallet, Set<ChainContract> contracts) {
    return (Chain)
        Proxy.newProxyInstance(
            IdleChain.class.getClassLoader(),
            new Class<?>[] {Chain.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "wallet":
                  return wallet;
                case "has":
                  return contracts.contains(arguments[0]);
                default:
                  throw new AssertionError("The chain was asked for " + method.getName() + ".");
              }
            });
  }
}

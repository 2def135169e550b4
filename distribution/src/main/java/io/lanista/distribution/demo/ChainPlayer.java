package io.lanista.distribution.demo;

import io.lanista.chain.ResultSigner;
import io.lanista.chain.local.LocalAccount;
import io.lanista.client.Signer;
import java.math.BigInteger;
import java.util.Map;

/**
 * A player of the demo on chain: an account that signs results, and its ERC-8004 id.
 *
 * @param account stakes and settles by itself; the server never has its key
 */
record ChainPlayer(LocalAccount account, BigInteger agentId) implements Signer {
  @Override
  public String address() {
    return account.address().toString();
  }

  @Override
  public String sign(Map<String, Object> typedData) {
    return ResultSigner.of(account.key()).sign(typedData).toString();
  }
}

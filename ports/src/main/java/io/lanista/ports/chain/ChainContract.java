package io.lanista.ports.chain;

/** The contracts the engine knows (spec 5). */
public enum ChainContract {
  MATCH_PROOF,
  WAGER,
  PREDICTION_POOL,
  REPUTATION_REGISTRY,
  IDENTITY_REGISTRY
}

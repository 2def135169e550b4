package io.lanista.ports.storage;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be done on chain and what was sent for it, within one transaction. */
public interface ChainStore {
  /** Adds a step, unless the match has one of this kind. */
  void add(ChainStep step);

  /** Writes a step that was added. */
  void put(ChainStep step);

  Optional<ChainStep> find(MatchId match, ChainStep.Kind kind);

  /** All steps of a match, in their order. */
  List<ChainStep> of(MatchId match);

  /**
   * Steps that are PENDING and due, the longest due first, each only when all earlier ones of its
   * match are done.
   */
  List<ChainStep> due(Instant now, int limit);

  /** Steps of one status, the oldest first. */
  List<ChainStep> in(ChainStep.Status status, int limit);

  /** How many steps there are of each status; a status without any may be missing. */
  Map<ChainStep.Status, Long> counts();

  /** The first nonce of a wallet on a chain that was not given away here; 0 if none was. */
  long nextNonce(BigInteger chainId, WalletAddress wallet);

  /** The newest transaction that a step was given, followed or not. */
  Optional<ChainTransaction> sent(MatchId match, ChainStep.Kind kind);

  /** The transactions of a wallet that are still followed, by nonce. */
  List<ChainTransaction> followed(BigInteger chainId, WalletAddress wallet);

  /** Writes a transaction, new or not. */
  void put(BigInteger chainId, WalletAddress wallet, ChainTransaction transaction);

  /** Stops following a nonce: it is in a block for good, or was taken by someone else. */
  void close(BigInteger chainId, WalletAddress wallet, long nonce);
}

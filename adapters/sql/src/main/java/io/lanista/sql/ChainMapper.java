package io.lanista.sql;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about the chain. */
interface ChainMapper {
  void addStep(ChainStepRow step);

  void putStep(ChainStepRow step);

  Optional<ChainStepRow> step(@Param("match") MatchId match, @Param("kind") ChainStep.Kind kind);

  Optional<ChainStepRow> lockStep(
      @Param("match") MatchId match, @Param("kind") ChainStep.Kind kind);

  List<ChainStepRow> steps(MatchId match);

  List<ChainStepRow> due(@Param("now") Instant now, @Param("limit") int limit);

  List<ChainStepRow> in(@Param("status") ChainStep.Status status, @Param("limit") int limit);

  List<ChainCountRow> counts();

  /** Null if no nonce was given. */
  Long lastNonce(@Param("chainId") BigInteger chainId, @Param("wallet") WalletAddress wallet);

  Optional<ChainTransactionRow> sent(
      @Param("match") MatchId match, @Param("kind") ChainStep.Kind kind);

  List<ChainAttemptRow> attempts(
      @Param("chainId") BigInteger chainId,
      @Param("wallet") WalletAddress wallet,
      @Param("nonce") long nonce);

  List<ChainTransactionRow> followed(
      @Param("chainId") BigInteger chainId, @Param("wallet") WalletAddress wallet);

  List<ChainAttemptRow> followedAttempts(
      @Param("chainId") BigInteger chainId, @Param("wallet") WalletAddress wallet);

  /** Null if the transaction is new; its nonce may be another's then. */
  Long lockNonce(ChainTransactionRow transaction);

  void insert(ChainTransactionRow transaction);

  void update(ChainTransactionRow transaction);

  void addAttempt(ChainAttemptRow attempt);

  void close(
      @Param("chainId") BigInteger chainId,
      @Param("wallet") WalletAddress wallet,
      @Param("nonce") long nonce);
}

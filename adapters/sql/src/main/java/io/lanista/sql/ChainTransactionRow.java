package io.lanista.sql;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of the wallet's transactions; null where a column is. */
record ChainTransactionRow(
    BigInteger chainId,
    WalletAddress wallet,
    long nonce,
    MatchId matchId,
    ChainStep.Kind kind,
    WalletAddress contract,
    byte[] data,
    long gas,
    Instant sentAt,
    Long block,
    int isFollowed) {
  static ChainTransactionRow of(
      BigInteger chainId, WalletAddress wallet, ChainTransaction transaction) {
    return new ChainTransactionRow(
        chainId,
        wallet,
        transaction.nonce(),
        transaction.match(),
        transaction.step(),
        transaction.call().to(),
        transaction.call().data(),
        transaction.gas(),
        transaction.sentAt().orElse(null),
        transaction.block().orElse(null),
        1);
  }

  ChainTransaction transaction(List<ChainAttemptRow> attempts) {
    return new ChainTransaction(
        nonce,
        matchId,
        kind,
        new EncodedCall(contract, data),
        gas,
        attempts.stream().map(ChainAttemptRow::attempt).toList(),
        Optional.ofNullable(sentAt),
        Optional.ofNullable(block));
  }
}

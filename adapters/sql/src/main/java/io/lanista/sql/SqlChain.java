package io.lanista.sql;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.ChainStore;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is to be done on chain and what was sent, in tables. */
final class SqlChain implements ChainStore {
  private final Session session;

  SqlChain(Session session) {
    this.session = session;
  }

  private ChainMapper reading() {
    return session.reading(ChainMapper.class);
  }

  private ChainMapper writing() {
    return session.writing(ChainMapper.class);
  }

  private static List<ChainStep> steps(List<ChainStepRow> rows) {
    return rows.stream().map(ChainStepRow::step).toList();
  }

  @Override
  public void add(ChainStep step) {
    writing().addStep(ChainStepRow.of(step));
  }

  @Override
  public void put(ChainStep step) {
    writing().putStep(ChainStepRow.of(step));
  }

  @Override
  public Optional<ChainStep> find(MatchId match, ChainStep.Kind kind) {
    return (session.isWritable() ? writing().lockStep(match, kind) : reading().step(match, kind))
        .map(ChainStepRow::step);
  }

  @Override
  public List<ChainStep> of(MatchId match) {
    return steps(reading().steps(match));
  }

  @Override
  public List<ChainStep> due(Instant now, int limit) {
    return steps(reading().due(now, limit));
  }

  @Override
  public List<ChainStep> in(ChainStep.Status status, int limit) {
    return steps(reading().in(status, limit));
  }

  @Override
  public Map<ChainStep.Status, Long> counts() {
    Map<ChainStep.Status, Long> counts = new EnumMap<>(ChainStep.Status.class);
    reading().counts().forEach(row -> counts.put(row.status(), row.steps()));
    return counts;
  }

  @Override
  public long nextNonce(BigInteger chainId, WalletAddress wallet) {
    Long last = reading().lastNonce(chainId, wallet);
    return last == null ? 0 : last + 1;
  }

  @Override
  public Optional<ChainTransaction> sent(MatchId match, ChainStep.Kind kind) {
    return reading()
        .sent(match, kind)
        .map(row -> row.transaction(reading().attempts(row.chainId(), row.wallet(), row.nonce())));
  }

  @Override
  public List<ChainTransaction> followed(BigInteger chainId, WalletAddress wallet) {
    Map<Long, List<ChainAttemptRow>> attempts =
        reading().followedAttempts(chainId, wallet).stream()
            .collect(Collectors.groupingBy(ChainAttemptRow::nonce));
    return reading().followed(chainId, wallet).stream()
        .filter(row -> attempts.containsKey(row.nonce()))
        .map(row -> row.transaction(attempts.get(row.nonce())))
        .toList();
  }

  @Override
  public void put(BigInteger chainId, WalletAddress wallet, ChainTransaction transaction) {
    ChainTransactionRow row = ChainTransactionRow.of(chainId, wallet, transaction);
    int kept = 0;
    if (writing().lockNonce(row) == null) {
      // If another transaction has the nonce by now, this one fails and is done again.
      writing().insert(row);
    } else {
      writing().update(row);
      kept = reading().attempts(chainId, wallet, transaction.nonce()).size();
    }
    for (int i = kept; i < transaction.attempts().size(); i++) {
      writing().addAttempt(ChainAttemptRow.of(chainId, wallet, i, transaction.attempts().get(i)));
    }
  }

  @Override
  public void close(BigInteger chainId, WalletAddress wallet, long nonce) {
    writing().close(chainId, wallet, nonce);
  }
}

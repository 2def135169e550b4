package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.ChainSamples;
import io.lanista.ports.storage.ChainStoreContract;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MariaDbChainStoreTest extends ChainStoreContract {
  private final ChainSamples samples = new ChainSamples();

  @Override
  protected Storage open() {
    return SqlStorage.open(RealMariaDb.shared().freshSchema(), Clock.systemUTC(), new SeededIds(1));
  }

  /** What was committed since it looked is there to be seen, but not its own to change. */
  @Test
  void aNonceThatWasTakenSinceItWasLookedUpIsLookedUpAgain() {
    MatchId first = new MatchId(new UUID(1, 1));
    MatchId second = new MatchId(new UUID(1, 2));
    try (Storage storage = open()) {
      CompletableFuture<Void> meanwhile = new CompletableFuture<>();
      long given =
          storage.transact(
              t -> {
                long nonce = t.chain().nextNonce(ChainSamples.ID, ChainSamples.WALLET);
                if (!meanwhile.isDone()) {
                  CompletableFuture.runAsync(() -> take(storage, first, nonce)).join();
                  meanwhile.complete(null);
                }
                put(t, second, nonce);
                return nonce;
              });

      assertThat(given).isEqualTo(1);
      assertThat(
              storage.read(t -> t.chain().followed(ChainSamples.ID, ChainSamples.WALLET)).stream()
                  .map(kept -> kept.match()))
          .containsExactly(first, second);
    }
  }

  private void take(Storage storage, MatchId match, long nonce) {
    storage.transact(
        t -> {
          put(t, match, nonce);
          return null;
        });
  }

  private void put(Transaction transaction, MatchId match, long nonce) {
    ChainStep step = ChainSamples.pending(match, ChainStep.Kind.RECORD, Samples.NOW);
    transaction.chain().put(ChainSamples.ID, ChainSamples.WALLET, samples.transaction(step, nonce));
  }
}

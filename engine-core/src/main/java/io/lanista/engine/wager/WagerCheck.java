package io.lanista.engine.wager;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.WalletAddress;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a wager is on the contract as agents claim, where one is configured. Thread-safe. Asks
 * outside of any transaction, for at most two seconds and for at most eight callers at once.
 */
public final class WagerCheck implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int AT_ONCE = 8;

  private final Optional<Chain> chain;
  private final Duration limit;
  private final ThreadPoolExecutor asking;

  @Inject
  public WagerCheck(Optional<Chain> chain) {
    this(chain, LIMIT);
  }

  WagerCheck(Optional<Chain> chain, Duration limit) {
    this.chain = chain.filter(configured -> configured.has(ChainContract.WAGER));
    this.limit = limit;
    // No thread is made before the first question.
    this.asking =
        new ThreadPoolExecutor(
            0,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "wager-check");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether there is a contract to ask. */
  boolean isOn() {
    return chain.isPresent();
  }

  /**
   * Checks that a side opened a wager that the other side may accept.
   *
   * @throws EngineException WAGER_REFUSED if the contract says otherwise, CHAIN_UNAVAILABLE if it
   *     cannot be asked
   */
  void proposed(Match match, Side proposer, BigInteger id, BigInteger amountWei) {
    ChainWager wager = look(id);
    WalletAddress own = wallet(match, proposer);
    WalletAddress other = wallet(match, proposer.other());
    require(
        wager.proposer().equals(own),
        "it was proposed by " + wager.proposer() + ", not by your wallet " + own);
    require(
        wager.opponent().isEmpty() || wager.opponent().get().equals(other),
        "it is for another opponent than " + other);
    requireTerms(match, wager, amountWei);
    require(
        wager.status() == ChainWager.Status.OPEN, "it is " + word(wager) + "; it has to be open");
  }

  /**
   * Checks that a side accepted a wager of the other side.
   *
   * @throws EngineException as for {@link #proposed}
   */
  void accepted(Match match, Side accepter, BigInteger id, BigInteger amountWei) {
    ChainWager wager = look(id);
    WalletAddress own = wallet(match, accepter);
    WalletAddress other = wallet(match, accepter.other());
    require(wager.proposer().equals(other), "it was proposed by " + wager.proposer());
    requireTerms(match, wager, amountWei);
    require(
        wager.status() == ChainWager.Status.ACCEPTED,
        "it is " + word(wager) + "; call acceptWager(" + id + ") first");
    require(
        wager.opponent().filter(own::equals).isPresent(),
        "it was accepted by another wallet than yours, " + own);
  }

  private static void requireTerms(Match match, ChainWager wager, BigInteger amountWei) {
    require(
        wager.amountWei().equals(amountWei),
        "its amount is " + wager.amountWei() + " wei, not " + amountWei);
    require(
        wager.game().equals(match.game()),
        "it is about the game " + wager.game() + ", not " + match.game());
  }

  private static WalletAddress wallet(Match match, Side side) {
    return match
        .entrant(side)
        .wallet()
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.WAGER_REFUSED,
                    "A wager needs the wallets of both sides; side "
                        + side
                        + " joined without a wallet_address."));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new EngineException(
          ErrorCode.WAGER_REFUSED, "The wager on chain does not fit: " + otherwise + ".");
    }
  }

  private static String word(ChainWager wager) {
    return wager.status().name().toLowerCase(Locale.ROOT);
  }

  private ChainWager look(BigInteger id) {
    return ask(id)
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.WAGER_REFUSED,
                    "The Wager contract has no wager " + id + "; propose it on chain first."));
  }

  private Optional<ChainWager> ask(BigInteger id) {
    Future<Optional<ChainWager>> answer;
    try {
      answer = asking.submit(() -> chain.orElseThrow().wager(id));
    } catch (RejectedExecutionException full) {
      throw unavailable("too many ask at once", full);
    }
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ChainException trouble) {
        throw unavailable(trouble.getMessage(), trouble);
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw unavailable("it did not answer within " + limit.toMillis() + " ms", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unavailable("the server is stopping", stopping);
    }
  }

  private static EngineException unavailable(String why, Exception cause) {
    return new EngineException(
        ErrorCode.CHAIN_UNAVAILABLE,
        "The wager could not be checked on chain; try again. (" + why + ")",
        cause);
  }

  /** Stops asking. */
  @Override
  public void close() {
    asking.shutdownNow();
  }
}

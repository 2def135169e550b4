package io.lanista.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lanista.client.Call.Retry;
import java.math.BigInteger;
import java.util.Map;

/**
 * What two sides agree on about money; the money itself moves on chain, by the agents' own
 * transactions. Thread-safe.
 */
public final class Wagers {
  private final Transport transport;

  Wagers(Transport transport) {
    this.transport = transport;
  }

  /** The match's wager as it is now. */
  public WagerView of(String matchId) {
    return call(Call.get("ask for the wager", path(matchId, "")));
  }

  /**
   * Proposes a wager that was opened on chain; possible only shortly after the match was made.
   *
   * @param amountWei 1 to 2^256-1
   * @param wagerId its number in the contract
   */
  public void propose(String matchId, String queueId, BigInteger amountWei, BigInteger wagerId) {
    act(
        "propose the wager",
        path(matchId, "/propose"),
        Map.of("queue_id", queueId, "amount_wei", amountWei, "wager_id", wagerId));
  }

  /** Accepts the other side's wager. */
  public void accept(String matchId, String queueId) {
    act("accept the wager", path(matchId, "/accept"), Map.of("queue_id", queueId));
  }

  /** Declines the other side's wager. */
  public void decline(String matchId, String queueId) {
    act("decline the wager", path(matchId, "/decline"), Map.of("queue_id", queueId));
  }

  private void act(String purpose, String path, Map<String, ?> body) {
    transport.call(Call.post(purpose, path, body).retry(Retry.IF_UNTOUCHED));
  }

  private WagerView call(Call call) {
    try {
      return Wire.read(transport.call(call), WagerView.class);
    } catch (JsonProcessingException wrong) {
      throw ArenaException.unanswered(
          call.purpose(),
          "the answer is not of the form it should be: " + wrong.getOriginalMessage(),
          wrong);
    }
  }

  private static String path(String matchId, String action) {
    return "/matches/" + Call.escape(matchId) + "/wager" + action;
  }
}

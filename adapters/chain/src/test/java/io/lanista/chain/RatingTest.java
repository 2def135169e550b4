package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.chain.local.LocalContracts;
import io.lanista.ports.chain.ChainCall;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/** Ratings on the reputation registry (spec 5). */
final class RatingTest extends ChainTest {
  private static ChainCall.PostRating rating(BigInteger agent, int elo) {
    return new ChainCall.PostRating(agent, "melee", elo, 1612, 12, 5);
  }

  @Test
  void theDocumentIsTheCompactJsonOfTheSpec() {
    String json =
        "{\"signal_type\":\"elo\",\"game\":\"melee\",\"elo\":1590,\"peak_elo\":1612,"
            + "\"record\":\"12-5\"}";
    RatingDocument document = new RatingDocument(rating(BigInteger.ONE, 1590));
    assertThat(document).hasToString(json);
    assertThat(document.uri())
        .isEqualTo(
            "data:application/json;base64,"
                + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.keccak256()).isEqualTo(Hash.sha3(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void ratingsAreReadBackInTheirOrder() {
    BigInteger agent = contracts.registerAgent(winner);
    BigInteger other = contracts.registerAgent(loser);
    send(chain(), rating(agent, 1516));
    send(chain(), rating(agent, -7));
    send(chain(), rating(other, 1484));

    assertThat(contracts.ratings(agent, "melee"))
        .containsExactly(
            new LocalContracts.Rating(arena.address(), BigInteger.valueOf(1516), "elo", "melee"),
            new LocalContracts.Rating(arena.address(), BigInteger.valueOf(-7), "elo", "melee"));
    assertThat(contracts.ratings(agent, "chess")).isEmpty();
  }

  @Test
  void theEventHoldsTheWholeDocumentAndItsHash() {
    BigInteger agent = contracts.registerAgent(winner);
    ChainCall.PostRating rating = rating(agent, 1516);
    long block = send(chain(), rating).block();

    String logs =
        anvil
            .call(
                "eth_getLogs",
                Map.of("fromBlock", "0x" + Long.toHexString(block), "toBlock", "latest"))
            .orElseThrow()
            .toString();

    RatingDocument document = new RatingDocument(rating);
    assertThat(logs)
        .contains(hex(document.uri().getBytes(StandardCharsets.UTF_8)))
        .contains(hex(document.keccak256()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void whoOwnsAnAgentCannotRateIt() {
    BigInteger own = contracts.registerAgent(arena);
    assertThatThrownBy(() -> send(chain(), rating(own, 3000))).hasMessageContaining("OwnFeedback");
    assertThatThrownBy(() -> send(chain(), rating(BigInteger.valueOf(999), 3000)))
        .hasMessageContaining("ERC721NonexistentToken");
  }
}

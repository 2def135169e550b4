package io.lanista.distribution.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lanista.chain.ResultSigner;
import io.lanista.chain.Wallet;
import io.lanista.chain.Web3jChain;
import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.RealAnvil;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import java.math.BigInteger;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading what a real MatchProof recorded, as {@code result verify --rpc} does. */
class MatchProofResultsTest {
  private static final ResultSigner WINNER = ResultSigner.of(BigInteger.valueOf(7));
  private static final ResultSigner LOSER = ResultSigner.of(BigInteger.valueOf(8));
  private static final Bytes32 MATCH = Bytes32.of(HexFormat.of().parseHex("a1".repeat(32)));

  @Test
  void findsWhatIsRecordedAndTellsWhyNothingCanBe() throws Exception {
    try (Anvil anvil = RealAnvil.start()) {
      LocalAccount payer = LocalAccount.funded(anvil, BigInteger.TEN.pow(18));
      LocalContracts contracts =
          LocalContracts.deploy(anvil, RealAnvil.contracts(), payer.address());
      MatchProofResults results = new MatchProofResults();
      SigningDomain domain = contracts.domain();
      assertThat(results.find(anvil.url(), domain, MATCH)).isEmpty();
      MatchResult result =
          new MatchResult(
              MATCH, WINNER.address(), LOSER.address(), "melee", 3, 1, Bytes32.ZERO, 1_772_366_400);
      record(anvil, contracts, payer, result);
      assertThat(results.find(anvil.url(), domain, MATCH)).contains(result);
      SigningDomain elsewhere =
          new SigningDomain("NoJohns", "1", BigInteger.valueOf(143), domain.verifyingContract());
      assertThat(
              catchThrowableOfType(
                      ChainException.class, () -> results.find(anvil.url(), elsewhere, MATCH))
                  .kind())
          .isEqualTo(ChainException.Kind.WRONG_CHAIN);
      SigningDomain nowhere = new SigningDomain("NoJohns", "1", domain.chainId(), payer.address());
      assertThat(
              catchThrowableOfType(
                  ChainException.class, () -> results.find(anvil.url(), nowhere, MATCH)))
          .hasMessageContaining(payer.address().toString());
      URI away = URI.create("http://127.0.0.1:1/hunter2hunter2");
      assertThat(
              catchThrowableOfType(ChainException.class, () -> results.find(away, domain, MATCH)))
          .hasMessageNotContaining("hunter2");
    }
  }

  private static void record(
      Anvil anvil, LocalContracts contracts, LocalAccount payer, MatchResult result) {
    Web3jChain chain =
        new Web3jChain(
            anvil.endpoint(),
            contracts.domain(),
            contracts.addresses(),
            Wallet.of(HexFormat.of().parseHex(payer.key().replaceFirst("^0x", ""))),
            Optional.empty());
    EncodedCall call =
        chain.encode(
            new ChainCall.RecordMatch(
                result,
                WINNER.sign(contracts.domain(), result),
                LOSER.sign(contracts.domain(), result)));
    chain.send(chain.sign(call, chain.head().nonce(), chain.gas(call), chain.fees()));
  }
}

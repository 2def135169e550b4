package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Keys and addresses do not show where they are printed. */
final class SecretsTest {
  private static final String KEY = "11".repeat(31) + "aa";

  @Test
  void aWalletShowsItsAddressOnly() {
    Wallet wallet = Wallet.of(HexFormat.of().parseHex(KEY));
    assertThat(wallet.toString())
        .contains(ResultSigner.of(KEY).address().toString())
        .doesNotContain(KEY);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutRepeatingIt() {
    byte[] tooLarge = new byte[32];
    Arrays.fill(tooLarge, (byte) 0xff);
    assertThatThrownBy(() -> Wallet.of(tooLarge))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("ffff");
    assertThatThrownBy(() -> Wallet.of(new byte[32])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wallet.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
  }

  @Test
  void theKeysBytesMayBeWipedAfterwards() {
    byte[] key = HexFormat.of().parseHex(KEY);
    Wallet wallet = Wallet.of(key);
    Arrays.fill(key, (byte) 0);
    assertThat(wallet.address()).isEqualTo(ResultSigner.of(KEY).address());
  }

  @Test
  void anEndpointShowsItsHostOnly() {
    RpcEndpoint endpoint =
        new RpcEndpoint(
            URI.create("https://user:pass-word@rpc.example.org:8443/v2/0123456789abcdef?k=v4lue-x"),
            Duration.ofSeconds(5));
    assertThat(endpoint).hasToString("RpcEndpoint[rpc.example.org:8443]");
    assertThat(endpoint.host()).isEqualTo("rpc.example.org:8443");
    assertThat(endpoint.withoutSecrets("no 0123456789abcdef, v4lue-x or pass-word here"))
        .isEqualTo("no ..., ... or ... here");
  }

  @Test
  void onlyHttpAddressesWithAHostAreEndpoints() {
    for (String wrong : new String[] {"ftp://host/secret", "http:///secret", "secret-key"}) {
      assertThatThrownBy(() -> new RpcEndpoint(URI.create(wrong), Duration.ofSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("secret");
    }
    assertThatThrownBy(() -> new RpcEndpoint(URI.create("http://host"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

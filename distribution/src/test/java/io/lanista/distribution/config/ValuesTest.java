package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"0 B", "512 B", "64 KiB", "16 MiB", "3 GiB"})
  void sizesAreShownAsTheyAreWritten(String text) {
    assertThat(DataSize.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "250ms", "30s", "5m", "12h", "7d"})
  void durationsAreShownAsTheyAreWritten(String text) {
    assertThat(DurationText.show(DurationText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5s", "5 weeks", "1e3s", "99999999999s", "s"})
  void durationWithoutAUnitIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "64 KB", "-1 B", "99999999999 GiB"})
  void sizeWithoutAUnitIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "fd00::/8, 10.0.0.1, false"
  })
  void rangeHoldsItsAddresses(String range, String address, boolean held) throws Exception {
    assertThat(IpRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.org", "10.0.0.0/33", "10.0.0.0/x", "300.1.1.1", ":::1"})
  void rangeIsNeverAName(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> IpRange.parse(text));
  }

  @Test
  void secretHidesItself() {
    assertThat(List.of(new Secret("hunter2"))).hasToString("[(hidden)]");
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  @Test
  void nearestWordIsOnlyOneThatIsNear() {
    assertThat(Likeness.nearest("server.prot", List.of("server.port", "match.timeout")))
        .contains("server.port");
    assertThat(Likeness.nearest("colour", List.of("server.port", "match.timeout"))).isEmpty();
  }

  @Test
  void longDurationsKeepTheirUnit() {
    assertThat(DurationText.show(Duration.ofMinutes(90))).isEqualTo("90m");
  }
}

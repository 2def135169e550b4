package io.lanista.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
  private final Clients clients =
      new Clients(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.9.9.9|1.2.3.4|9.9.9.9",
        "10.0.0.1|1.2.3.4|1.2.3.4",
        "10.0.0.1|6.6.6.6, 1.2.3.4, 10.9.9.9|1.2.3.4",
        "10.0.0.1|1.2.3.4:5678|1.2.3.4",
        "10.0.0.1|2001:db8::1|2001:db8:0:0:0:0:0:1",
        "10.0.0.1|[2001:db8::1]:99|2001:db8:0:0:0:0:0:1",
        "10.0.0.1|1.2.3.4, unknown|10.0.0.1",
        "10.0.0.1|10.0.0.2|10.0.0.2",
        "10.0.0.1|example.org|10.0.0.1",
        // The platform would ask a name server for these three, and our own interfaces for the
        // last.
        "10.0.0.1|999.1.1.1|10.0.0.1",
        "10.0.0.1|evil:example:1|10.0.0.1",
        "10.0.0.1|.::1|10.0.0.1",
        "10.0.0.1|[2001:db8::1%1]|10.0.0.1",
      })
  void rightMostUntrustedHopIsTheClient(String peer, String header, String client)
      throws Exception {
    var address = clients.resolve(InetAddress.getByName(peer), List.of(header), List.of());
    assertThat(address.getHostAddress()).isEqualTo(client);
  }

  @Test
  void forwardedIsReadWhereTheOlderHeaderIsAbsent() throws Exception {
    var header = List.of("for=1.2.3.4;proto=https, for=\"[2001:db8::7]:80\", for=10.1.1.1");
    var address = clients.resolve(InetAddress.getByName("10.0.0.1"), List.of(), header);
    assertThat(address.getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:7");
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
  void blockHoldsItsAddresses(String block, String address, boolean held) throws Exception {
    assertThat(Cidr.parse(block).contains(InetAddress.getByName(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "127.0.0.1, 127.0.0.1", "127.0.0.1/32, 127.0.0.1"})
  void blockIsShownAsItIsWritten(String written, String shown) {
    assertThat(Cidr.parse(written)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.org", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0", "300.1.1.1", ":::1"})
  void blocksThatAreNoneAreRefused(String block) {
    assertThatThrownBy(() -> Cidr.parse(block)).isInstanceOf(IllegalArgumentException.class);
  }
}

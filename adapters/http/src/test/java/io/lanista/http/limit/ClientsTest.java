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
  private final Clients clients = new Clients(List.of("10.0.0.0/8", "fd00::/8"));

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
  @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0"})
  void blocksThatAreNoneAreRefused(String block) {
    assertThatThrownBy(() -> Cidr.parse(block)).isInstanceOf(IllegalArgumentException.class);
  }
}

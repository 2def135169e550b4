package io.lanista.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressCountTest {
  private static InetAddress address(String text) {
    return Cidr.literal(text).orElseThrow();
  }

  @Test
  void allAddressesOfOneIpv6CustomerCountTogether() {
    var count = new AddressCount(2);

    assertThat(count.enter(address("2001:db8:1:2::1"))).isTrue();
    assertThat(count.enter(address("2001:db8:1:2:ffff::9"))).isTrue();
    assertThat(count.enter(address("2001:db8:1:2::3"))).isFalse();
    assertThat(count.enter(address("2001:db8:1:3::1"))).isTrue();
    assertThat(count.enter(address("192.0.2.1"))).isTrue();
    count.leave(address("2001:db8:1:2:ffff::9"));
    assertThat(count.enter(address("2001:db8:1:2::3"))).isTrue();
  }
}

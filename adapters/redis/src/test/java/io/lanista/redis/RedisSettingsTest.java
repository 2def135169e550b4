package io.lanista.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslVerifyMode;

class RedisSettingsTest {
  private static RedisSettings of(String url) {
    return new RedisSettings(URI.create(url), Optional.empty());
  }

  @Test
  void readsServerUserPasswordAndDatabase() {
    RedisSettings settings = of("redis://tom:a%3Ab+c@localhost:7000/3");

    JedisClientConfig client = settings.client();
    assertThat(settings.server()).isEqualTo(new HostAndPort("localhost", 7000));
    assertThat(client.getUser()).isEqualTo("tom");
    assertThat(client.getPassword()).isEqualTo("a:b+c");
    assertThat(client.getDatabase()).isEqualTo(3);
    assertThat(client.getSslOptions()).isNull();
  }

  @Test
  void whatIsNotSaidIsUsual() {
    RedisSettings settings = of("redis://localhost");

    assertThat(settings.server()).isEqualTo(new HostAndPort("localhost", 6379));
    assertThat(settings.client().getUser()).isNull();
    assertThat(settings.client().getPassword()).isNull();
    assertThat(settings.client().getDatabase()).isZero();
  }

  @Test
  void checksTheNameInTheCertificateOfATlsServer() {
    JedisClientConfig client = of("rediss://localhost").client();

    assertThat(client.getSslOptions().getSslVerifyMode()).isEqualTo(SslVerifyMode.FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://u:hunter2@host", "redis:///0", "redis://u:hunter2@host/x", "host:6379"})
  void refusesWhatIsNoAddressWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:6379")
        .hasMessageNotContaining("hunter2");
  }
}

package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbUrlTest {
  @ParameterizedTest
  @CsvSource({
    "mariadb://db.example/arena, jdbc:mariadb://db.example/arena",
    "jdbc:mariadb://db:3307/arena?a=b, jdbc:mariadb://db:3307/arena?a=b",
    "mariadb://localhost:3306/arena, jdbc:mariadb://localhost:3306/arena?sslMode=disable",
    "mariadb://[::1]:3306/arena?a=b, jdbc:mariadb://[::1]:3306/arena?a=b&sslMode=disable",
    "mariadb://localhost/arena?sslMode=trust, jdbc:mariadb://localhost/arena?sslMode=trust"
  })
  void tlsIsLeftOutTowardsThisMachineUnlessAskedFor(String given, String taken) {
    assertThat(MariaDbUrl.parse(given).text()).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db/arena",
        "mariadb://db",
        "mariadb://db/",
        "db.example",
        "mariadb://db/arena?password=secret",
        "mariadb://db/arena?a=b&user=me",
        "mariadb://me:secret@db/arena"
      })
  void othersAreRefusedWithoutBeingRepeated(String given) {
    assertThatThrownBy(() -> MariaDbUrl.parse(given))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
  }

  @Test
  void whatTheAddressSaysGoesBeforeWhatIsAdded() {
    MariaDbUrl url = MariaDbUrl.parse("mariadb://db/arena?socketTimeout=7");
    assertThat(url.with("connectTimeout", "1", "socketTimeout", "2"))
        .isEqualTo("jdbc:mariadb://db/arena?socketTimeout=7&connectTimeout=1");
  }

  @Test
  void aConfigurationDoesNotShowItsPassword() {
    assertThat(MariaDbConfig.of("mariadb://db/arena", "me", "secret").toString())
        .contains("arena")
        .doesNotContain("secret");
    assertThatThrownBy(
            () -> new MariaDbConfig("mariadb://db/arena", "", "", 1, Duration.ofSeconds(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsThatMayLoseAnAcknowledgedWriteAreWarnedOf() {
    assertThat(MariaDbInspection.warnings(Map.of("innodb_flush_log_at_trx_commit", "1"))).isEmpty();
    List<String> warnings =
        MariaDbInspection.warnings(
            Map.of(
                "innodb_flush_log_at_trx_commit", "2",
                "innodb_flush_method", "nosync",
                "log_bin", "ON",
                "sync_binlog", "0"));
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).contains("innodb_flush_log_at_trx_commit is 2").contains("Set it");
    assertThat(
            MariaDbInspection.warnings(
                Map.of("log_bin", "ON", "sync_binlog", "1", "innodb_flush_method", "O_DIRECT")))
        .isEmpty();
  }
}

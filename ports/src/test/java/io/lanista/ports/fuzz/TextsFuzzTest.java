package io.lanista.ports.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that clients hand back to us. */
class TextsFuzzTest {
  @Test
  void cursorsAreReadAsTheyWereWrittenOrRefused() throws Exception {
    var cursors =
        List.of(
            new Cursor(0, "").text(),
            new Cursor(Long.MIN_VALUE, "wallet:0x00").text(),
            new Cursor(1_772_000_000_000_000L, "7a1d9a3e-0000-4000-8000-000000000000").text(),
            new Cursor(1500, "code:\u30d5\u30a1#1:").text());
    var run =
        TextTargets.roundTrip(
            cursors,
            ByteMutation.with("=", "-", "_", "+", "/", "Og", "\u00e9", "%00", "A"),
            Cursor::parse);
    assertThat(FuzzRun.of("cursors", run).run(40_000)).containsKeys("read", "refused");
  }

  @Test
  void signaturesAreReadAsTheyWereWrittenOrRefused() throws Exception {
    var run =
        TextTargets.roundTrip(
            List.of("0x" + "ab".repeat(65), "0F".repeat(65), "0x" + "00".repeat(64) + "1b"),
            ByteMutation.with("0x", "0X", "g", "\u0660", "-", "A", "f"),
            Signature::parse);
    assertThat(FuzzRun.of("signatures", run).run(15_000)).containsKeys("read", "refused");
  }

  @Test
  void walletsAreReadAsTheyWereWrittenOrRefused() throws Exception {
    var run =
        TextTargets.roundTrip(
            List.of("0x" + "00".repeat(20), "0x" + "Ab".repeat(20)),
            ByteMutation.with("0x", "0X", "g", "\u0660", "-", "A", "f"),
            WalletAddress::parse);
    assertThat(FuzzRun.of("wallets", run).run(15_000)).containsKeys("read", "refused");
  }
}

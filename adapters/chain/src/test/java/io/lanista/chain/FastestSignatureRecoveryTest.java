package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lanista.chain.FastestSignatureRecovery.Choice;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Recovery;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FastestSignatureRecoveryTest {
  private static final NativePlatform LINUX = new NativePlatform("Linux", "amd64", false);

  @TempDir private Path folder;

  static List<NativePlatform> withoutLibrary() {
    return List.of(
        new NativePlatform("Mac OS X", "aarch64", false),
        new NativePlatform("Windows 11", "amd64", false),
        new NativePlatform("Linux", "riscv64", false),
        new NativePlatform("Linux", "amd64", true));
  }

  @ParameterizedTest
  @MethodSource("withoutLibrary")
  void otherPlatformsGetWeb3j(NativePlatform platform) {
    Choice choice = Choice.of(platform, folder);
    assertThat(choice.whyPlain())
        .hasValueSatisfying(why -> assertThat(why).contains(platform.toString()));
    recovers(choice);
  }

  @Test
  void folderThatCannotBeWrittenGivesWeb3j() {
    Path missing = folder.resolve("missing");
    Choice choice = Choice.of(LINUX, missing);
    assertThat(choice.whyPlain())
        .hasValueSatisfying(why -> assertThat(why).contains("unpacked into " + missing));
    recovers(choice);
  }

  @Test
  void whatIsNoLibraryIsRefusedAndNotLeftBehind() throws Exception {
    byte[] junk = "not a library".getBytes(StandardCharsets.US_ASCII);
    assertThatIOException()
        .isThrownBy(() -> Libsecp256k1.load(new ByteArrayInputStream(junk), folder))
        .withMessageContaining("does not load")
        .withMessageContaining(folder.toString());
    assertThat(files()).isEmpty();
  }

  @Test
  void nothingIsLeftWhereTheLibraryWasUnpacked() throws Exception {
    NativeHere.recovery();
    Choice choice = Choice.of(NativePlatform.here(), folder);
    assertThat(choice.whyPlain()).isEmpty();
    recovers(choice);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsUsedIsSaid() {
    NativeHere.recovery();
    assertThat(new FastestSignatureRecovery()).hasToString("libsecp256k1 (native)");
  }

  @Test
  void muslIsSeenInWhatAProcessHasMapped() throws Exception {
    Path maps = folder.resolve("maps");
    Files.writeString(
        maps, "7f54b8000000-7f54b8021000 r-xp 00000000 fe:00 61 /lib/ld-musl-x86_64.so.1\n");
    assertThat(NativePlatform.mapsMusl(maps)).isTrue();
    Files.writeString(
        maps, "7f54b8000000-7f54b8021000 r-xp 00000000 fe:00 61 /lib64/ld-linux-x86-64.so.2\n");
    assertThat(NativePlatform.mapsMusl(maps)).isFalse();
    assertThat(NativePlatform.mapsMusl(folder.resolve("missing"))).isFalse();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void recovers(Choice choice) {
    ResultSigner signer = ResultSigner.of(BigInteger.TWO);
    assertThat(choice.recovery().recover(Bytes32.ZERO, signer.sign(Bytes32.ZERO)))
        .isEqualTo(Recovery.of(signer.address()));
  }
}

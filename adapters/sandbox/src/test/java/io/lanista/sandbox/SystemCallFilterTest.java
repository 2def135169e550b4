package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SystemCallFilterTest {
  static List<SystemCalls> architectures() {
    return List.of(SystemCalls.X86_64, SystemCalls.AARCH64);
  }

  @Test
  void theAssemblerWritesWhatTheKernelReads() {
    byte[] bytes =
        new FilterAssembler()
            .loadArchitecture()
            .ifEqual(0x01020304, "far")
            .loadArgument(2)
            .ifAnyBit(7, "far")
            .answer(5)
            .label("far")
            .answer(6)
            .assemble();
    ByteBuffer expected = ByteBuffer.allocate(bytes.length).order(ByteOrder.nativeOrder());
    expected.putShort((short) 0x20).putShort((short) 0).putInt(4);
    expected.putShort((short) 0x15).put((byte) 3).put((byte) 0).putInt(0x01020304);
    expected.putShort((short) 0x20).putShort((short) 0).putInt(32);
    expected.putShort((short) 0x45).put((byte) 1).put((byte) 0).putInt(7);
    expected.putShort((short) 0x06).putShort((short) 0).putInt(5);
    expected.putShort((short) 0x06).putShort((short) 0).putInt(6);
    assertThat(bytes).isEqualTo(expected.array());
  }

  @Test
  void jumpsThatLeadNowhereBackOrTooFarAreRefused() {
    FilterAssembler nowhere = new FilterAssembler().ifEqual(1, "a").answer(0);
    FilterAssembler back = new FilterAssembler().label("a").ifEqual(1, "a").answer(0);
    FilterAssembler far = new FilterAssembler().ifEqual(1, "a");
    IntStream.range(0, 256).forEach(i -> far.loadNumber());
    far.label("a").answer(0);
    for (FilterAssembler bad : List.of(nowhere, back, far)) {
      assertThatIllegalStateException().isThrownBy(bad::assemble);
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void exactlyTheListedCallsAreRefused(SystemCalls calls) {
    for (int number = 0; number <= SystemCalls.LAST; number++) {
      int expected =
          calls.refused().contains(number)
                  || number == calls.forking()
                  || number == calls.socketpair()
              ? SystemCallFilter.REFUSE
              : number == calls.forking3() ? SystemCallFilter.UNKNOWN : SystemCallFilter.ALLOW;
      assertThat(verdict(calls, calls.audit(), number)).as("call " + number).isEqualTo(expected);
    }
    for (int later : new int[] {451, 500, 5000, 0x3fffffff}) {
      assertThat(verdict(calls, calls.audit(), later)).isEqualTo(SystemCallFilter.UNKNOWN);
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void anotherArchitectureIsKilled(SystemCalls calls) {
    for (int audit : new int[] {0, 0x40000003, 0xc000003e, 0xc00000b7}) {
      if (audit != calls.audit()) {
        assertThat(verdict(calls, audit, 0)).isEqualTo(SystemCallFilter.KILL);
      }
    }
    if (calls.compatible()) {
      assertThat(verdict(calls, calls.audit(), 0x40000000)).isEqualTo(SystemCallFilter.KILL);
      assertThat(verdict(calls, calls.audit(), 0xffffffff)).isEqualTo(SystemCallFilter.KILL);
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void argumentsDecideWhereTheyMatter(SystemCalls calls) {
    int threads = 0x3d0f00; // what the C library asks for
    assertThat(verdict(calls, calls.audit(), calls.forking(), threads))
        .isEqualTo(SystemCallFilter.ALLOW);
    assertThat(verdict(calls, calls.audit(), calls.forking(), threads | 0x10000000))
        .isEqualTo(SystemCallFilter.REFUSE);
    assertThat(verdict(calls, calls.audit(), calls.forking(), 17))
        .isEqualTo(SystemCallFilter.REFUSE);
    assertThat(verdict(calls, calls.audit(), calls.mmap(), 0, 0, 0, 0x22))
        .isEqualTo(SystemCallFilter.ALLOW);
    assertThat(verdict(calls, calls.audit(), calls.mmap(), 0, 0, 0, 0x21))
        .isEqualTo(SystemCallFilter.REFUSE);
    assertThat(verdict(calls, calls.audit(), calls.mmap(), 0, 0, 0, 0x01))
        .isEqualTo(SystemCallFilter.ALLOW);
    assertThat(verdict(calls, calls.audit(), calls.ioctl(), 0, 0x5412))
        .isEqualTo(SystemCallFilter.REFUSE);
    assertThat(verdict(calls, calls.audit(), calls.ioctl(), 0, 0x5401))
        .isEqualTo(SystemCallFilter.ALLOW);
    assertThat(verdict(calls, calls.audit(), calls.fcntl(), 0, 1031))
        .isEqualTo(SystemCallFilter.REFUSE);
    assertThat(verdict(calls, calls.audit(), calls.fcntl(), 0, 3))
        .isEqualTo(SystemCallFilter.ALLOW);
    assertThat(verdict(calls, calls.audit(), calls.socketpair(), 1))
        .isEqualTo(SystemCallFilter.ALLOW);
  }

  /** Where this machine has the kernel's headers, they have the last word. */
  @Test
  void theNumbersAreThoseOfTheKernel() throws Exception {
    Path header = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
    if (!Files.exists(header)) {
      Required.missing("the headers of the kernel are not installed (linux-libc-dev)");
    }
    Map<String, String> numbers = new TreeMap<>();
    for (String line : Files.readAllLines(header)) {
      String[] words = line.split("\\s+");
      if (words.length == 3 && words[1].startsWith("__NR_")) {
        numbers.put(words[1].substring(5), words[2]);
      }
    }
    Map<String, String> ours =
        SystemCalls.table().stream()
            .map(line -> line.split(" "))
            .filter(words -> !words[1].equals("-"))
            .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    assertThat(numbers).containsAllEntriesOf(ours);
  }

  private static int verdict(SystemCalls calls, int audit, int number, int... arguments) {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, number).putInt(4, audit);
    for (int i = 0; i < arguments.length; i++) {
      data.putInt(16 + 8 * i, arguments[i]);
    }
    return run(ByteBuffer.wrap(SystemCallFilter.bytes(calls)).order(ByteOrder.nativeOrder()), data);
  }

  /** What the kernel does with a filter. */
  private static int run(ByteBuffer program, ByteBuffer data) {
    int accumulator = 0;
    for (int at = 0; ; at += 8) {
      int value = program.getInt(at + 4);
      int jump = 8 * Byte.toUnsignedInt(program.get(at + 2));
      switch (program.getShort(at)) {
        case 0x20 -> accumulator = data.getInt(value);
        case 0x15 -> at += accumulator == value ? jump : 0;
        case 0x25 -> at += Integer.compareUnsigned(accumulator, value) > 0 ? jump : 0;
        case 0x45 -> at += (accumulator & value) != 0 ? jump : 0;
        case 0x06 -> {
          return value;
        }
        default -> throw new AssertionError("instruction " + program.getShort(at));
      }
    }
  }
}

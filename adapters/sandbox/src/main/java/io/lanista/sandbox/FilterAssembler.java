package io.lanista.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assembles a classic BPF program for seccomp ({@code linux/filter.h}): instructions of eight bytes
 * in the machine's byte order, jumps forward to labels. What is loaded is a {@code seccomp_data}:
 * the call's number, the architecture, and six arguments. Not thread-safe.
 */
final class FilterAssembler {
  private static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
  private static final int JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
  private static final int JUMP_GREATER = 0x25; // BPF_JMP | BPF_JGT | BPF_K
  private static final int JUMP_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
  private static final int RETURN = 0x06; // BPF_RET | BPF_K
  private static final int FARTHEST = 255;

  private record Instruction(int code, String then, int value) {}

  private final List<Instruction> program = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();

  /** The call's number becomes what is compared. */
  FilterAssembler loadNumber() {
    return add(LOAD_WORD, null, 0);
  }

  FilterAssembler loadArchitecture() {
    return add(LOAD_WORD, null, 4);
  }

  /** The lower half of an argument, counted from 0, on a little-endian machine. */
  FilterAssembler loadArgument(int index) {
    return add(LOAD_WORD, null, 16 + 8 * index);
  }

  FilterAssembler ifEqual(int value, String then) {
    return add(JUMP_EQUAL, then, value);
  }

  /** Unsigned. */
  FilterAssembler ifGreater(int value, String then) {
    return add(JUMP_GREATER, then, value);
  }

  FilterAssembler ifAnyBit(int bits, String then) {
    return add(JUMP_ANY_BIT, then, bits);
  }

  FilterAssembler answer(int verdict) {
    return add(RETURN, null, verdict);
  }

  /** Names the place before the next instruction. */
  FilterAssembler label(String name) {
    if (labels.put(name, program.size()) != null) {
      throw new IllegalStateException("Two places are called " + name + ".");
    }
    return this;
  }

  private FilterAssembler add(int code, String then, int value) {
    program.add(new Instruction(code, then, value));
    return this;
  }

  /**
   * The program's bytes.
   *
   * @throws IllegalStateException if a jump leads nowhere, back, or too far
   */
  byte[] assemble() {
    ByteBuffer bytes = ByteBuffer.allocate(8 * program.size()).order(ByteOrder.nativeOrder());
    for (int at = 0; at < program.size(); at++) {
      Instruction one = program.get(at);
      int distance = one.then == null ? 0 : distance(at, one.then);
      bytes.putShort((short) one.code).put((byte) distance).put((byte) 0).putInt(one.value);
    }
    return bytes.array();
  }

  private int distance(int from, String label) {
    Integer to = labels.get(label);
    if (to == null || to <= from || to - from - 1 > FARTHEST || to >= program.size()) {
      throw new IllegalStateException("No jump from " + from + " to " + label + ".");
    }
    return to - from - 1;
  }
}

package io.lanista.http.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of addresses such as {@code 10.0.0.0/8}; a single address is a block of one. */
public record Cidr(InetAddress base, int bits) {
  /** Exactly what the platform reads as addresses: anything else it would ask a name server for. */
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

  public Cidr {
    Objects.requireNonNull(base);
    if (bits < 0 || bits > base.getAddress().length * 8) {
      throw new IllegalArgumentException(bits + " bits do not fit " + base.getHostAddress());
    }
  }

  /**
   * Reads the written form; never asks a name server.
   *
   * @throws IllegalArgumentException if it is neither an address nor address/bits
   */
  public static Cidr parse(String text) {
    var slash = text.indexOf('/');
    var address =
        literal(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + text + "' is not an address block such as 10.0.0.0/8"));
    try {
      var all = address.getAddress().length * 8;
      return new Cidr(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' needs a number after the slash", e);
    }
  }

  /** The address a text spells out; names are never looked up. */
  static Optional<InetAddress> literal(String text) {
    if (!(text.indexOf(':') >= 0 && IPV6.matcher(text).matches())
        && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in the block; one of the other family is not. */
  public boolean contains(InetAddress address) {
    var mine = base.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (var i = 0; i < bits; i++) {
      var mask = 0x80 >> (i % 8);
      if ((mine[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The written form. */
  @Override
  public String toString() {
    var address = base.getHostAddress();
    return bits == base.getAddress().length * 8 ? address : address + "/" + bits;
  }
}

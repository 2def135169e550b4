package io.lanista.distribution.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code ::1}; an address alone
 * is a range of one. Never asks a name server.
 */
public final class IpRange {
  // Numbers up to 255: the platform would ask a name server for 999.1.1.1.
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=[^.])[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final String text;
  private final byte[] address;
  private final int bits;

  private IpRange(String text, byte[] address, int bits) {
    this.text = text;
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is not one, host names included
   */
  public static IpRange parse(String text) {
    String trimmed = text.trim();
    int slash = trimmed.indexOf('/');
    byte[] address = literal(slash < 0 ? trimmed : trimmed.substring(0, slash));
    int bits = slash < 0 ? address.length * 8 : prefix(trimmed.substring(slash + 1));
    if (bits > address.length * 8) {
      throw new IllegalArgumentException("the prefix is at most " + address.length * 8);
    }
    return new IpRange(trimmed, address, bits);
  }

  private static byte[] literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IP address");
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException("not an IP address", notAnAddress);
    }
  }

  private static int prefix(String text) {
    if (!text.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("the prefix after / is a number");
    }
    return Integer.parseInt(text);
  }

  public boolean contains(InetAddress candidate) {
    byte[] other = candidate.getAddress();
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
      if (((other[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpRange that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

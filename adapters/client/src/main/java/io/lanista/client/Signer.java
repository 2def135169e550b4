package io.lanista.client;

import java.util.Map;

/** A wallet that signs results. */
public interface Signer {
  /** The account, {@code 0x} and 40 hexadecimal digits. */
  String address();

  /**
   * Signs an EIP-712 document, as {@code eth_signTypedData_v4} does.
   *
   * @param typedData maps, lists, strings and whole numbers
   * @return 65 bytes in hexadecimal, with or without {@code 0x}
   */
  String sign(Map<String, Object> typedData);
}

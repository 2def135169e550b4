package io.lanista.distribution.crash;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.ResultSigner;
import java.util.Map;

/** Signs what the server says is to be signed. */
final class Signing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Signing() {}

  /** The signature, with 0x. */
  static String signature(ResultSigner signer, JsonNode typedData) {
    String text =
        signer
            .sign(JSON.convertValue(typedData, new TypeReference<Map<String, Object>>() {}))
            .toString();
    return text.startsWith("0x") ? text : "0x" + text;
  }
}

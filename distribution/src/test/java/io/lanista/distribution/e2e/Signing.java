package io.lanista.distribution.e2e;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.ResultSigner;
import io.lanista.ports.settlement.Signature;
import java.util.Map;

/** What agents send to sign a result. */
final class Signing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Signing() {}

  /** The body that signs what the server says is to be signed. */
  static String of(ResultSigner signer, JsonNode typedData) {
    return body(signer.address().toString(), signature(signer, typedData).toString());
  }

  static Signature signature(ResultSigner signer, JsonNode typedData) {
    Map<String, Object> document =
        JSON.convertValue(typedData, new TypeReference<Map<String, Object>>() {});
    return signer.sign(document);
  }

  static String body(String address, String signature) {
    return "{\"address\":\"" + address + "\",\"signature\":\"" + signature + "\"}";
  }
}

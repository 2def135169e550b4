package io.lanista.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.chain.ChainCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.web3j.crypto.Hash;

/** What the feedback on an agent says beside the number (spec 5). Immutable. */
final class RatingDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final byte[] json;

  RatingDocument(ChainCall.PostRating rating) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("signal_type", "elo");
    fields.put("game", rating.game());
    fields.put("elo", rating.elo());
    fields.put("peak_elo", rating.peak());
    fields.put("record", rating.wins() + "-" + rating.losses());
    try {
      json = JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The whole document, as an address that holds it. */
  String uri() {
    return "data:application/json;base64," + Base64.getEncoder().encodeToString(json);
  }

  /** Of the document, by which a reader knows that it is whole. */
  byte[] keccak256() {
    return Hash.sha3(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}

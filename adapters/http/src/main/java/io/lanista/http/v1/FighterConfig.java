package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.engine.series.Preferences;
import io.lanista.http.json.JsonText;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The JSON object that a player gives its fighter, as text. */
final class FighterConfig {
  private FighterConfig() {}

  /**
   * The text of what was sent; {@code {}} if nothing was.
   *
   * @throws EngineException INVALID_REQUEST if it is no object, or too long
   */
  static String text(Optional<JsonNode> sent) {
    if (sent.isEmpty()) {
      return "{}";
    }
    if (!sent.get().isObject()) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "fighter_config", "fighter_config is a JSON object.");
    }
    String text = new String(JsonText.write(sent.get()), StandardCharsets.UTF_8);
    Preferences.checkConfig(text);
    return text;
  }
}

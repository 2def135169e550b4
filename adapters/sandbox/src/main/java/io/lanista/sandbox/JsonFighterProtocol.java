package io.lanista.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Version 1 of the fighter protocol in JSON; docs/fighters.md describes it line by line. */
public final class JsonFighterProtocol implements FighterProtocol {
  /** The version this speaks. */
  public static final int VERSION = 1;

  private static final int MOST_NAME = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(32)
                  .maxNameLength(256)
                  .maxStringLength(8 << 10)
                  .maxDocumentLength(64 << 10)
                  .build())
          .build();

  /** A config is our own text and short; whatever was let in with a join can be told a fighter. */
  private static final JsonFactory CONFIG =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(64 << 10).build())
          .build();

  @Override
  public String hello() {
    return "{\"type\":\"hello\",\"protocol\":" + VERSION + "}";
  }

  @Override
  public void checkHello(String line) throws BadLineException {
    boolean hello = false;
    boolean version = false;
    try (JsonParser parser = JSON.createParser(line)) {
      ControlsReader.expect(parser, JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          throw new BadLineException("hello has no objects and no lists in it");
        }
        switch (key) {
          case "type" -> hello = "hello".equals(parser.getText());
          case "protocol" ->
              version =
                  parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                      && parser.getText().equals(Integer.toString(VERSION));
          case "name", "version" -> {
            if (parser.currentToken() != JsonToken.VALUE_STRING
                || parser.getText().length() > MOST_NAME) {
              throw new BadLineException(
                  key + " is a text of at most " + MOST_NAME + " characters");
            }
          }
          default -> throw new BadLineException("hello has no key \"" + key + "\"");
        }
      }
      ControlsReader.nothingMore(parser);
    } catch (IOException bad) {
      throw ControlsReader.notJson(bad);
    }
    if (!hello || !version) {
      throw new BadLineException("the first answer is " + hello());
    }
  }

  @Override
  public String gameStart(int game, int port, String opponent, String stage, String config) {
    return write(
        "game_start",
        line -> {
          line.writeNumberField("game", game);
          line.writeNumberField("port", port);
          line.writeStringField("opponent", opponent);
          line.writeStringField("stage", stage);
          line.writeFieldName("config");
          copyObject(config, line);
        });
  }

  @Override
  public String act(WorldState state) {
    // Once a frame: the state is JSON already.
    return "{\"type\":\"act\",\"frame\":" + state.frame() + ",\"state\":" + state.json() + "}";
  }

  @Override
  public Controls controls(String line) throws BadLineException {
    try (JsonParser parser = JSON.createParser(line)) {
      return new ControlsReader(parser).read();
    } catch (IOException bad) {
      throw ControlsReader.notJson(bad);
    }
  }

  @Override
  public String gameEnd(int game, WorldResult result, boolean won) {
    return write(
        "game_end",
        line -> {
          line.writeNumberField("game", game);
          line.writeBooleanField("won", won);
          line.writeBooleanField("draw", result.winner().isEmpty());
          line.writeNumberField("frames", result.frames());
          for (Side side : Side.values()) {
            WorldResult.Standing standing = result.standing(side);
            line.writeObjectFieldStart(side == Side.P1 ? "p1" : "p2");
            line.writeStringField("character", standing.character());
            line.writeNumberField("stocks", standing.stocks());
            line.writeNumberField("percent", standing.percent());
            line.writeEndObject();
          }
        });
  }

  private interface Fields {
    void write(JsonGenerator line) throws IOException;
  }

  private static String write(String type, Fields fields) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator line = JSON.createGenerator(text)) {
      line.writeStartObject();
      line.writeStringField("type", type);
      fields.write(line);
      line.writeEndObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return text.toString();
  }

  /** Copied by what it means, so that it is one line and nothing but an object. */
  private static void copyObject(String json, JsonGenerator line) throws IOException {
    try (JsonParser parser = CONFIG.createParser(json)) {
      ControlsReader.expect(parser, JsonToken.START_OBJECT);
      line.copyCurrentStructureExact(parser);
      ControlsReader.nothingMore(parser);
    } catch (BadLineException | JsonProcessingException bad) {
      throw new IllegalArgumentException("A fighter's config is a JSON object.", bad);
    }
  }
}

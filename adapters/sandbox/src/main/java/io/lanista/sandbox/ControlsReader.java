package io.lanista.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol.BadLineException;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one answer to {@code act}. Used once. */
final class ControlsReader {
  private static final Map<String, Button> BUTTONS =
      Arrays.stream(Button.values())
          .collect(Collectors.toUnmodifiableMap(Button::word, Function.identity()));

  private final JsonParser parser;
  private double mainX = Controls.NEUTRAL.mainX();
  private double mainY = Controls.NEUTRAL.mainY();
  private double cX = Controls.NEUTRAL.cX();
  private double cY = Controls.NEUTRAL.cY();
  private double l;
  private double r;
  private Set<Button> buttons = Set.of();

  ControlsReader(JsonParser parser) {
    this.parser = parser;
  }

  Controls read() throws IOException, BadLineException {
    expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "main_x" -> mainX = share(key, value);
        case "main_y" -> mainY = share(key, value);
        case "c_x" -> cX = share(key, value);
        case "c_y" -> cY = share(key, value);
        case "l" -> l = share(key, value);
        case "r" -> r = share(key, value);
        case "buttons" -> buttons = buttons(value);
        default -> throw new BadLineException("controls have no key \"" + key + "\"");
      }
    }
    nothingMore(parser);
    return new Controls(mainX, mainY, cX, cY, l, r, buttons);
  }

  private double share(String key, JsonToken value) throws IOException, BadLineException {
    if (value != JsonToken.VALUE_NUMBER_FLOAT && value != JsonToken.VALUE_NUMBER_INT) {
      throw new BadLineException(key + " is a number from 0 to 1");
    }
    // Of at most 32 characters, and 1e999999999 is infinite.
    double share = Double.parseDouble(parser.getText());
    if (!(share >= 0 && share <= 1)) {
      throw new BadLineException(key + " is from 0 to 1; given: " + parser.getText());
    }
    return share;
  }

  private Set<Button> buttons(JsonToken value) throws IOException, BadLineException {
    if (value != JsonToken.START_ARRAY) {
      throw new BadLineException("buttons is a list of those held down, such as [\"a\"]");
    }
    Set<Button> held = EnumSet.noneOf(Button.class);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Button button =
          parser.currentToken() == JsonToken.VALUE_STRING ? BUTTONS.get(parser.getText()) : null;
      if (button == null) {
        throw new BadLineException(
            "a button is one of " + BUTTONS.keySet().stream().sorted().toList());
      }
      if (!held.add(button)) {
        throw new BadLineException("a button is named once; \"" + button.word() + "\" was twice");
      }
    }
    return held;
  }

  static void expect(JsonParser parser, JsonToken token) throws IOException, BadLineException {
    if (parser.nextToken() != token) {
      throw new BadLineException("a line is one JSON object");
    }
  }

  static void nothingMore(JsonParser parser) throws IOException, BadLineException {
    if (parser.nextToken() != null) {
      throw new BadLineException("a line is one JSON object and nothing after it");
    }
  }

  static BadLineException notJson(IOException bad) {
    String why =
        bad instanceof JsonProcessingException json ? json.getOriginalMessage() : bad.getMessage();
    return new BadLineException("it is not strict JSON: " + why);
  }
}

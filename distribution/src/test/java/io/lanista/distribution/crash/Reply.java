package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer. */
record Reply(int status, String text, JsonNode body) {
  boolean acknowledged() {
    return status >= 200 && status < 300;
  }

  /** A member of the document as text; empty where it is null or not there. */
  String at(String name) {
    JsonNode found = body.path(name);
    return found.isNull() ? "" : found.asText("");
  }
}

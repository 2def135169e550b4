package io.lanista.http.json;

import java.util.Locale;

/** How a record component's name becomes a JSON key. */
public enum Naming {
  SNAKE_CASE {
    @Override
    public String of(String component) {
      return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
  },
  CAMEL_CASE {
    @Override
    public String of(String component) {
      return component;
    }
  };

  public abstract String of(String component);
}

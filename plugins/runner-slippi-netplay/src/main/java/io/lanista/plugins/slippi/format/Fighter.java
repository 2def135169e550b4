package io.lanista.plugins.slippi.format;

import java.util.Objects;

/**
 * One side of a game to generate.
 *
 * @param connectCode at most 8 characters fit the format
 * @param displayName at most 15 characters fit in any script
 * @param character the external character id
 * @param finalStocks left at the end
 * @param finalPercent its damage at the end; 0 without stocks
 */
public record Fighter(
    String connectCode, String displayName, int character, int finalStocks, int finalPercent) {
  public Fighter {
    Objects.requireNonNull(connectCode);
    Objects.requireNonNull(displayName);
    if (connectCode.length() > 8 || displayName.length() > 15) {
      throw new IllegalArgumentException(
          "A connect code has at most 8 characters and a name 15: " + connectCode);
    }
    if (character < 0 || character > 25 || finalStocks < 0 || finalPercent < 0) {
      throw new IllegalArgumentException(
          "A character is 0 to 25, stocks and percent are not negative: " + this);
    }
  }
}

package io.lanista.plugins.duel;

/**
 * What an operator may change.
 *
 * @param stocks how many each side has
 * @param frames after how many a game is decided by what is left
 */
public record DuelRules(int stocks, int frames) {
  public static final DuelRules USUAL = new DuelRules(4, 10_800);
}

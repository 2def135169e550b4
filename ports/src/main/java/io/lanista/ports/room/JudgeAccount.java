package io.lanista.ports.room;

import java.util.Locale;

/** An account at a judge. Judges compare them without regard to case: kept lower-case. */
public record JudgeAccount(String text) {
  public JudgeAccount {
    text = Names.checked("judge_account", "A judge account", text).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.lanista.ports.room;

import io.lanista.ports.player.Username;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent of a team.
 *
 * @param username of a registered player, who may act for the team
 * @param rating at the judge, where it is known
 */
public record Member(Username username, JudgeAccount account, Optional<Integer> rating) {
  public Member {
    Objects.requireNonNull(username);
    Objects.requireNonNull(account);
    Objects.requireNonNull(rating);
  }
}

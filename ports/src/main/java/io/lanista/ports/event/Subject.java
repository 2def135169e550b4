package io.lanista.ports.event;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import java.util.Objects;

/**
 * What an event is about.
 *
 * @param kind {@code match}, {@code player}, {@code queue} or a kind of a later feature
 * @param id its id's text, at most 64 characters; never a secret
 */
public record Subject(String kind, String id) {
  public Subject {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
  }

  public static Subject match(MatchId match) {
    return new Subject("match", match.toString());
  }

  public static Subject player(PlayerId player) {
    return new Subject("player", player.value().toString());
  }

  public static Subject queue(QueueName queue) {
    return new Subject("queue", queue.text());
  }
}

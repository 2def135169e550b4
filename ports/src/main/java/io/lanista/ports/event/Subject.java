package io.lanista.ports.event;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.room.RoomId;
import java.util.Objects;

/**
 * What an event is about.
 *
 * @param kind {@code match}, {@code player}, {@code queue}, {@code room} or a kind of a later
 *     feature
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

  public static Subject challenge(ChallengeId challenge) {
    return new Subject("challenge", challenge.toString());
  }

  public static Subject player(PlayerId player) {
    return new Subject("player", player.value().toString());
  }

  public static Subject room(RoomId room) {
    return new Subject("room", room.toString());
  }

  public static Subject queue(QueueName queue) {
    return new Subject("queue", queue.text());
  }
}

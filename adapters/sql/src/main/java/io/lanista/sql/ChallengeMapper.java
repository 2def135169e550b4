package io.lanista.sql;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.player.PlayerId;
import java.util.List;
import java.util.Optional;

/** Statements about challenges. */
interface ChallengeMapper {
  void insert(ChallengeRow challenge);

  boolean isOpen(ChallengeRow challenge);

  Optional<ChallengeRow> find(ChallengeId id);

  Optional<ChallengeRow> lock(ChallengeId id);

  void update(ChallengeRow challenge);

  List<ChallengeRow> incoming(PlayerId player, int most);
}

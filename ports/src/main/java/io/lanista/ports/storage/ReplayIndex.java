package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.StoredReplay;
import java.util.List;
import java.util.Optional;

/** Which recordings were accepted, within one transaction. */
public interface ReplayIndex {
  Optional<StoredReplay> find(ReplayHash hash);

  /** Adds a recording whose hash is new. */
  void insert(StoredReplay replay);

  /** In the order of upload. */
  List<StoredReplay> of(MatchId match);
}

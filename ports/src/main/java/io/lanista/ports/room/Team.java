package io.lanista.ports.room;

import java.util.List;
import java.util.Objects;

/** A team as it was entered. */
public record Team(TeamId id, String name, List<Member> members) {
  public Team {
    Objects.requireNonNull(id);
    Names.checked("name", "A team's name", name);
    members = List.copyOf(members);
  }
}

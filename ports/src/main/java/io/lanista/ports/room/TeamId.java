package io.lanista.ports.room;

/** A team of a room: any visible text, one with {@code |} or {@code :} too (spec 4, Words). */
public record TeamId(String text) implements Comparable<TeamId> {
  public TeamId {
    Names.checked("id", "A team's id", text);
  }

  /** As Java compares texts, the last tie-break of a room that must have a winner. */
  @Override
  public int compareTo(TeamId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

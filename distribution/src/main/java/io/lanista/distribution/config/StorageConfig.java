package io.lanista.distribution.config;

/**
 * How the database writes.
 *
 * @param synchronous what an acknowledged write survives
 */
public record StorageConfig(Synchronous synchronous) {
  /** SQLite's {@code synchronous} setting, in WAL mode. */
  public enum Synchronous {
    /** Survives a loss of power. */
    FULL,
    /** Survives the death of the process; a loss of power may take the last commits. */
    NORMAL
  }

  static StorageConfig read(Section sqlite) {
    return new StorageConfig(sqlite.choice("synchronous", Synchronous.FULL));
  }
}

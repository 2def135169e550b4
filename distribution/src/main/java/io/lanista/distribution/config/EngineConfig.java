package io.lanista.distribution.config;

/**
 * What this engine does.
 *
 * @param serves which features
 */
public record EngineConfig(Serves serves) {
  /** Which features an engine serves. */
  public enum Serves {
    /** Everything. One engine of a database does. */
    ALL,
    /**
     * Rooms and players only, beside the engine that serves everything: as many as one wants may
     * share a database on a server.
     */
    ROOMS
  }

  static EngineConfig read(Section in, StorageConfig storage) {
    EngineConfig config = new EngineConfig(in.choice("serves", Serves.ALL));
    if (config.serves == Serves.ROOMS && !storage.isOnServer()) {
      in.problem(
          "serves",
          "rooms means that this engine shares a database with another one; set storage.url to a"
              + " schema on a MariaDB server, or leave engine.serves out.");
    }
    return config;
  }

  /** Whether queues and matches are another engine's. */
  public boolean isRoomsOnly() {
    return serves == Serves.ROOMS;
  }
}

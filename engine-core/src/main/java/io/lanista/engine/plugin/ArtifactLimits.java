package io.lanista.engine.plugin;

/**
 * How large an artifact may be, so that a broken or hostile one fills neither disk nor memory.
 *
 * @param fileBytes of the zip or jar itself
 * @param entries files in it
 * @param unpackedBytes of all its files together
 */
record ArtifactLimits(long fileBytes, int entries, long unpackedBytes) {
  static final ArtifactLimits DEFAULT = new ArtifactLimits(64L << 20, 10_000, 256L << 20);

  /**
   * To be asked before the entries are listed: a file of the size allowed may announce a million,
   * which take many times its size in memory.
   */
  void checkCount(int found) throws PluginRefusedException {
    if (found > entries) {
      throw new PluginRefusedException(
          "It holds "
              + found
              + " files; a plugin may hold "
              + entries
              + ". Pack libraries as jars in lib/ instead of unpacking them.");
    }
  }
}

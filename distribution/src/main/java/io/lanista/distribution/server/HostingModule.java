package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.HostingConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.SandboxConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.hosting.FighterLogs;
import io.lanista.engine.hosting.HostingPool;
import io.lanista.engine.hosting.HostingSettings;
import io.lanista.engine.hosting.LiveGames;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.notice.NoticeFeed;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.ports.storage.Storage;
import io.lanista.sandbox.Bubblewrap;
import io.lanista.sandbox.FighterFolder;
import io.lanista.sandbox.Interpreters;
import io.lanista.sandbox.JsonFighterProtocol;
import io.lanista.sandbox.Unconfined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Games that are played here: fighters, what confines them, and the places they play in. */
final class HostingModule extends AbstractModule {
  private final LanistaConfig config;
  private final FighterFiles files;
  private final Sandbox sandbox;
  private final HostingSettings settings;

  /**
   * Opens what hosted games stand on. A sandbox that cannot be used is no reason not to start: such
   * games are refused, with how to mend it.
   *
   * @throws StartupException if fighters cannot be kept
   */
  HostingModule(LanistaConfig config, DataFolder folder, Lifecycle lifecycle)
      throws StartupException {
    this.config = config;
    files = files(folder.fighters(), config.hosting().fighters());
    sandbox = lifecycle.own("sandbox", sandbox(config.sandbox(), folder.sandboxWork()));
    settings = settings(config, folder);
  }

  private static FighterFiles files(Path kept, Path shared) throws StartupException {
    try {
      return FighterFolder.open(kept, Optional.of(shared));
    } catch (IOException failed) {
      throw new StartupException(
          "Fighters cannot be kept in "
              + kept
              + " ("
              + failed
              + "): give this user write access to it, and make room on its disk.",
          failed);
    }
  }

  private static Sandbox sandbox(SandboxConfig config, Path work) {
    Interpreters interpreters = Interpreters.found();
    if (config.python().isPresent()) {
      interpreters = interpreters.with("python3", config.python().get());
    }
    if (config.java().isPresent()) {
      interpreters = interpreters.with("java", config.java().get());
    }
    return switch (config.kind()) {
      case BUBBLEWRAP -> new Bubblewrap(interpreters, work);
      case NONE -> new Unconfined(interpreters, work);
    };
  }

  private static HostingSettings settings(LanistaConfig config, DataFolder folder) {
    HostingConfig given = config.hosting();
    SandboxConfig bounds = config.sandbox();
    SandboxLimits usual = SandboxLimits.USUAL;
    SandboxLimits limits =
        new SandboxLimits(
            usual.start(),
            bounds.cpu(),
            bounds.memory().bytes(),
            usual.processes(),
            usual.temporaryBytes(),
            bounds.log().bytes(),
            usual.lineBytes());
    return new HostingSettings(
        given.placesOn(Runtime.getRuntime().availableProcessors()),
        new HostingSettings.FighterRules(
            given.moveDeadline(),
            given.helloDeadline(),
            given.failuresInARow(),
            given.failures(),
            limits),
        new HostingSettings.WorldRules(
            given.worldStart(),
            given.frameTimeout(),
            given.longestGame(),
            given.longestTime(),
            given.pace(),
            Math.toIntExact(given.maxRecording().bytes())),
        HostingSettings.RetryRules.DEFAULT,
        new HostingSettings.Folders(folder.hostingWork(), folder.fighterLogs(), given.keepLogs()),
        given.maxViewers());
  }

  @Override
  protected void configure() {
    bind(FighterFiles.class).toInstance(files);
    bind(FighterProtocol.class).toInstance(new JsonFighterProtocol());
    bind(Sandbox.class).toInstance(sandbox);
    bind(HostingSettings.class).toInstance(settings);
    bind(Fighters.class).in(Singleton.class);
    bind(FighterLogs.class).in(Singleton.class);
    bind(LiveGames.class).in(Singleton.class);
    bind(HostingPool.class).in(Singleton.class);
  }

  /** Whoever has a database on a server may share it. */
  @Provides
  @Singleton
  NoticeFeed notices(Storage storage, NoticeBell bell) {
    return new NoticeFeed(storage, bell, config.storage().isOnServer());
  }
}

package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.ChainConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.engine.chain.ChainHealth;
import io.lanista.engine.chain.ChainOverview;
import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.chain.ChainRetry;
import io.lanista.engine.chain.ChainSender;
import io.lanista.engine.chain.ChainSettings;
import io.lanista.ports.chain.Chain;
import java.util.Optional;

/** The chain, where one is configured, and what the core does with it. */
final class ChainModule extends AbstractModule {
  private final ChainConfig config;
  private final Optional<Chain> chain;

  /**
   * Makes the chain ready. Asks nobody: an engine starts and plays whether or not its node answers.
   *
   * @throws StartupException if the key is none
   */
  ChainModule(LanistaConfig config) throws StartupException {
    this.config = config.chain();
    // An engine for rooms has no results, and must not send beside the one that has.
    this.chain = config.engine().isRoomsOnly() ? Optional.empty() : open(config);
  }

  private static Optional<Chain> open(LanistaConfig config) throws StartupException {
    try {
      return config.chain().open(config.signing().domain()).map(chain -> chain);
    } catch (IllegalArgumentException refused) {
      throw new StartupException("chain: " + refused.getMessage(), refused);
    }
  }

  @Override
  protected void configure() {
    OptionalBinder<Chain> binder = OptionalBinder.newOptionalBinder(binder(), Chain.class);
    chain.ifPresent(configured -> binder.setBinding().toInstance(configured));
    bind(ChainSettings.class)
        .toInstance(
            new ChainSettings(
                config.confirmations(),
                config.watchDepth(),
                config.pollInterval(),
                config.stuckAfter(),
                Optional.of(config.maxFeeWei()),
                config.lowBalanceWei()));
    bind(ChainHealth.class).in(Singleton.class);
    bind(ChainSender.class).in(Singleton.class);
    bind(ChainRecords.class).in(Singleton.class);
    bind(ChainOverview.class).in(Singleton.class);
    bind(ChainRetry.class).in(Singleton.class);
    bind(ChainMetrics.class).in(Singleton.class);
  }
}

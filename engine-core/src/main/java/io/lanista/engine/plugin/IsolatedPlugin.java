package io.lanista.engine.plugin;

import io.lanista.ports.plugin.EngineApi;
import io.lanista.ports.plugin.EnginePlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.AbstractPluginManager;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.VersionManager;

/**
 * PF4J around exactly one unpacked plugin. PF4J's manager refuses a second plugin of the same id,
 * so every generation has one of its own; it reads the descriptor and the extension index and makes
 * the class loader, and never starts or creates anything.
 *
 * <p>The create methods run inside the superclass constructor: they must not use fields.
 */
final class IsolatedPlugin extends AbstractPluginManager {
  private final String id;

  /**
   * @throws PluginRefusedException if PF4J disables what preflight let pass
   */
  IsolatedPlugin(Path unpacked) throws PluginRefusedException {
    super(List.of(unpacked));
    setSystemVersion(EngineApi.VERSION);
    String loaded = null;
    try {
      loaded = loadPlugin(unpacked);
      if (getPlugin(loaded).getPluginState().isDisabled()) {
        throw new PluginRefusedException(
            "PF4J disabled it: plugin.requires does not fit engine API " + EngineApi.VERSION + ".");
      }
    } catch (PluginRefusedException | RuntimeException | Error failed) {
      pluginClassLoaders.values().forEach(IsolatedPlugin::closeQuietly);
      throw failed;
    }
    this.id = loaded;
  }

  ClassLoader loader() {
    return getPluginClassLoader(id);
  }

  /** What the plugin's extension index lists. */
  Set<String> extensions() {
    return getExtensionClassNames(id);
  }

  /** Closes the class loader, whatever else fails. */
  void dispose() {
    ClassLoader loader = loader();
    try {
      unloadPlugin(id);
    } finally {
      closeQuietly(loader);
    }
  }

  private static void closeQuietly(ClassLoader loader) {
    try {
      ((PluginClassLoader) loader).close();
    } catch (IOException alreadyGone) {
      // Its files are in a private folder that is deleted next; nothing is lost.
    }
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new AllowListPluginLoader(this);
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    ExtensionFinder finder = new OwnIndexFinder(this);
    addPluginStateListener((OwnIndexFinder) finder);
    return finder;
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PropertiesPluginDescriptorFinder();
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> {
      throw new UnsupportedOperationException("plugin.class is not used");
    };
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new ExtensionFactory() {
      @Override
      public <T> T create(Class<T> type) {
        throw new UnsupportedOperationException("extensions are made by their injector");
      }
    };
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.of();
      }

      @Override
      public boolean deletePluginPath(Path path) {
        return false;
      }
    };
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String plugin) {
        return false;
      }

      @Override
      public void disablePlugin(String plugin) {
        // PF4J would write a disabled.txt; what is disabled is decided by what lies in plugins/.
      }

      @Override
      public void enablePlugin(String plugin) {
        // As above.
      }
    };
  }

  private static final class AllowListPluginLoader extends DefaultPluginLoader {
    AllowListPluginLoader(IsolatedPlugin manager) {
      super(manager);
    }

    @Override
    protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
      return new PluginClassLoader(
          pluginManager,
          descriptor,
          new PortsOnlyLoader(EnginePlugin.class.getClassLoader()),
          ClassLoadingStrategy.APD);
    }
  }

  private static final class OwnIndexFinder extends IndexedExtensionFinder {
    OwnIndexFinder(IsolatedPlugin manager) {
      super(manager);
    }

    @Override
    public Map<String, Set<String>> readClasspathStorages() {
      return Map.of();
    }
  }
}

package io.lanista.engine.plugin;

import java.util.Set;

/**
 * Everything a plugin sees besides its own jars: the platform, the ports, PF4J's annotations,
 * {@code jakarta.inject} and slf4j. It keeps honest plugins off the engine's insides; it is no
 * sandbox.
 */
final class PortsOnlyLoader extends ClassLoader {
  private static final String PORTS = "io.lanista.ports.";
  private static final Set<String> PACKAGES =
      Set.of("jakarta.inject", "org.pf4j", "org.slf4j", "org.slf4j.event", "org.slf4j.spi");

  private final ClassLoader engine;

  PortsOnlyLoader(ClassLoader engine) {
    super("ports", ClassLoader.getPlatformClassLoader());
    this.engine = engine;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int end = name.lastIndexOf('.');
    if (name.startsWith(PORTS) || (end > 0 && PACKAGES.contains(name.substring(0, end)))) {
      return engine.loadClass(name);
    }
    throw new ClassNotFoundException(
        name + " (a plugin sees the ports, slf4j, jakarta.inject and its own jars)");
  }
}

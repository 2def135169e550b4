package io.lanista.distribution;

import java.util.Optional;

/** The version of this build, from the jar's manifest. */
public final class Version {
  private Version() {}

  /** Three numbers; {@code development} when run from class files. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}

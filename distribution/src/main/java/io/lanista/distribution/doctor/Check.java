package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import java.util.List;

/** Looks at one thing a server needs and says how it stands. Changes nothing, takes seconds. */
@FunctionalInterface
public interface Check {
  /** At least one finding; never throws for what is wrong with the installation. */
  List<Finding> look(LanistaConfig config);
}

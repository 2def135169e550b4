package io.lanista.distribution.cli;

/** What the process exits with. */
final class ExitCode {
  static final int DONE = 0;
  static final int PROBLEM = 1;
  static final int USAGE = 2;

  private ExitCode() {}
}

package io.lanista.distribution.bench;

/** The least that a program on the JVM can do: the floor of a start. */
public final class EmptyMain {
  private EmptyMain() {}

  /** Nothing. */
  public static void main(String[] arguments) {}
}

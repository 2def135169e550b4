package io.lanista.distribution.result;

/** Why a document cannot be read as a proof, in a sentence for whoever has it. */
public final class ProofProblem extends Exception {
  private static final long serialVersionUID = 1L;

  ProofProblem(String message) {
    super(message);
  }

  ProofProblem(String message, Throwable cause) {
    super(message, cause);
  }
}

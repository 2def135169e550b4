package io.lanista.judges.standin;

/** How a {@link StandInCodeforces} may fail to answer. */
public enum Fault {
  /** The envelope of a refusal. */
  FAILED,
  /** Status 429, with the envelope of a refusal. */
  TOO_MANY,
  /** Status 503 and a page for browsers. */
  OUT_OF_ORDER,
  /** Status 200 and a page for browsers. */
  WEB_PAGE,
  /** JSON of another shape. */
  ODD,
  /** Text that is no JSON. */
  GARBAGE,
  /** The first half of the right answer. */
  CUT_OFF,
  /** The connection ends in the middle of an answer. */
  BROKEN,
  /** No answer until the server closes. */
  SILENT,
  /** JSON that is nested very deeply. */
  DEEP,
  /** An answer without end, until the caller hangs up. */
  ENDLESS,
  /** The right submissions in another order. */
  REORDERED,
  /** Some of the right submissions twice, the last ones missing from the page. */
  DUPLICATED
}

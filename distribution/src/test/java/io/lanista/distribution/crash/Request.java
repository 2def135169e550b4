package io.lanista.distribution.crash;

/** What agents and operators ask for; the kinds after whose acknowledgement a plan may kill. */
enum Request {
  ANY(400),
  REGISTER(4),
  NEW_KEY(2),
  REVOKE_KEY(1),
  JOIN(40),
  LEAVE(2),
  REPORT(30),
  REPLAY(4),
  SIGN(15),
  PROPOSE(8),
  ANSWER_WAGER(5),
  STREAM(20),
  RESOLVE(2),
  REMATCH(2),
  EXPIRE(1),
  LOOK(200);

  private final int often;

  Request(int often) {
    this.often = often;
  }

  /** How many of it a round has at most before the kill. */
  int often() {
    return often;
  }

  /** Whether success means that something was made durable. */
  boolean changes() {
    return this != LOOK && this != STREAM && this != ANY;
  }
}

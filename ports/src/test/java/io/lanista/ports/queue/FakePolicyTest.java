package io.lanista.ports.queue;

class FakePolicyTest extends MatchmakingPolicyContract {
  @Override
  protected MatchmakingPolicy policy() {
    return new FakePolicy();
  }
}

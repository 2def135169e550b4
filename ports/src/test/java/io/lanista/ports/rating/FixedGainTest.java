package io.lanista.ports.rating;

class FixedGainTest extends RatingSystemContract {
  @Override
  protected RatingSystem system() {
    return new FixedGain();
  }
}

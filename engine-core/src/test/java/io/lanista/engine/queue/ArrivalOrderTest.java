package io.lanista.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void positionsAreThoseOfASortedSet(long seed) {
    Random random = new Random(seed);
    ArrivalOrder order = new ArrivalOrder();
    TreeSet<Long> expected = new TreeSet<>();
    long next = 500;
    for (int step = 0; step < 5_000; step++) {
      if (random.nextInt(3) > 0) {
        next += random.nextInt(4);
        order.add(next);
        expected.add(next++);
      } else if (!expected.isEmpty()) {
        List<Long> standing = new ArrayList<>(expected.headSet(next));
        long gone = standing.get(random.nextInt(Math.min(40, standing.size())));
        order.remove(gone);
        order.remove(gone);
        expected.remove(gone);
      }
      long asked = 500 + random.nextInt((int) (next - 499));
      assertThat(order.position(asked)).isEqualTo(1 + expected.headSet(asked).size());
    }
  }

  @Test
  void gapOfAnySizeIsBridged() {
    ArrivalOrder order = new ArrivalOrder();
    order.add(5);
    order.remove(5);
    order.add(3_000_000_000L);
    order.add(3_000_000_001L);

    assertThat(order.position(3_000_000_001L)).isEqualTo(2);
    assertThat(order.position(5)).isEqualTo(1);
  }

  @Test
  void oneThatWaitsForeverCostsNoMemory() {
    ArrivalOrder order = new ArrivalOrder();
    order.add(1);
    for (long number = 2; number < 1_000_000; number++) {
      order.add(number);
      order.remove(number);
    }

    assertThat(order.capacity()).isLessThan(5_000);
    assertThat(order.position(1_000_000)).isEqualTo(2);
  }
}

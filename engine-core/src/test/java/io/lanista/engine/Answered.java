package io.lanista.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the engine answered, awaited for at most ten seconds. */
public final class Answered {
  private static final long PATIENCE_SECONDS = 10;

  private Answered() {}

  /** The answer. */
  public static <T> T by(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngineException refused) {
        throw refused;
      }
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException | TimeoutException none) {
      throw new AssertionError("There was no answer.", none);
    }
  }

  /** The refusal, which must have this code. */
  public static EngineException refusal(ErrorCode code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(EngineException.class);
    EngineException refused = (EngineException) thrown;
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    return refused;
  }

  /** Waits until something holds. */
  public static void eventually(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("Never: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}

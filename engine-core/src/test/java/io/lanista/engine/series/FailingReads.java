package io.lanista.engine.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/** A storage that goes away in the middle of a read: when a store is asked for once too often. */
final class FailingReads implements Storage {
  private final Storage inner;
  private String store = "";
  private int left;

  FailingReads(Storage inner) {
    this.inner = inner;
  }

  /** The store of this name can be had so many times; then one read fails. */
  void failAfter(String name, int times) {
    store = name;
    left = times;
  }

  @Override
  public <T> T read(Work<T> work) {
    return inner.read(tx -> work.in(failing(tx)));
  }

  private Transaction failing(Transaction tx) {
    return (Transaction)
        Proxy.newProxyInstance(
            Transaction.class.getClassLoader(),
            new Class<?>[] {Transaction.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(store) && left-- == 0) {
                throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "The storage is away.");
              }
              try {
                return method.invoke(tx, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  @Override
  public <T> T transact(Work<T> work) {
    return inner.transact(work);
  }

  @Override
  public void onEmit(Consumer<List<PublishedEvent>> listener) {
    inner.onEmit(listener);
  }

  @Override
  public void close() {
    inner.close();
  }
}

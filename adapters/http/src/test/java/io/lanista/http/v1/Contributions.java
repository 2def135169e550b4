package io.lanista.http.v1;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What plugins would contribute, without a plugin around it. */
record Contributions<T>(Map<String, T> byName) implements Registry<T> {
  @Override
  public Lease<T> lease(String name) {
    T contribution = byName.get(name);
    if (contribution == null) {
      throw new EngineException(ErrorCode.PLUGIN_FAILED, "Nothing is named " + name + ".");
    }
    return new Lease<>() {
      @Override
      public <R, X extends Exception> R call(String what, Call<? super T, R, X> call) throws X {
        return call.on(contribution);
      }

      @Override
      public boolean isCurrent() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  @Override
  public void onChange(Runnable listener) {}
}

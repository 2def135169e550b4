package io.lanista.http.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;

/**
 * One component of a wire record.
 *
 * @param optional declared as Optional: may be absent or null, and is written as null
 * @param leftOut not written at all if it is empty
 */
record Component(
    String key,
    JsonType type,
    boolean optional,
    boolean leftOut,
    String about,
    MethodHandle accessor) {
  static Component of(RecordComponent component, JsonType type, boolean optional, Naming naming) {
    var name = component.getAnnotation(Name.class);
    var about = component.getAnnotation(About.class);
    try {
      var method = component.getAccessor();
      method.setAccessible(true);
      var accessor =
          MethodHandles.lookup()
              .unreflect(method)
              .asType(MethodType.methodType(Object.class, Object.class));
      return new Component(
          name == null ? naming.of(component.getName()) : name.value(),
          type,
          optional,
          component.isAnnotationPresent(LeftOut.class),
          about == null ? "" : about.value(),
          accessor);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

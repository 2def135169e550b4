package io.lanista.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Makes wire types out of records, once, at start-up. What it cannot express becomes a problem in
 * the list it was given rather than a failure of the first request. Not thread-safe.
 */
public final class JsonTypes {
  private final Naming naming;
  private final List<String> problems;
  private final Map<Class<?>, JsonType> known = new HashMap<>();
  private final Deque<Class<?>> open = new ArrayDeque<>();

  public JsonTypes(Naming naming, List<String> problems) {
    this.naming = naming;
    this.problems = problems;
  }

  /** The type of a whole request or answer: a record, or JsonNode for anything. */
  public JsonType of(Class<?> type) {
    if (type.isRecord()) {
      return record(type);
    }
    if (type != JsonNode.class) {
      problems.add(type.getName() + ": a body must be a record or JsonNode");
    }
    return new FreeType();
  }

  private JsonType record(Class<?> type) {
    var done = known.get(type);
    if (done != null) {
      return done;
    }
    if (open.contains(type)) {
      problems.add(type.getName() + ": a record cannot contain itself");
      return new FreeType();
    }
    open.push(type);
    var components = new ArrayList<Component>();
    for (var component : type.getRecordComponents()) {
      components.add(component(component));
    }
    open.pop();
    var made = new RecordType(type, naming, components);
    known.put(type, made);
    return made;
  }

  private Component component(RecordComponent component) {
    var optional = component.getType() == Optional.class;
    var type = component.getGenericType();
    var inner = optional ? argument(type, 0) : type;
    return Component.of(component, value(inner, component), optional, naming);
  }

  private JsonType value(Type type, RecordComponent component) {
    if (type == String.class) {
      return text(component);
    }
    if (type == int.class || type == Integer.class) {
      return WholeType.of(int.class, note(component, Range.class));
    }
    if (type == long.class || type == Long.class) {
      return WholeType.of(long.class, note(component, Range.class));
    }
    if (type == BigInteger.class) {
      return WholeType.of(BigInteger.class, note(component, Range.class));
    }
    if (type == double.class || type == Double.class) {
      return new NumberType();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new FlagType();
    }
    if (type == Instant.class) {
      return new InstantType();
    }
    if (type == JsonNode.class) {
      return new FreeType();
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return EnumType.of(named);
    }
    if (type instanceof Class<?> named && named.isRecord()) {
      return record(named);
    }
    return container(type, component);
  }

  private JsonType container(Type type, RecordComponent component) {
    var items = note(component, Items.class);
    var min = items.map(Items::min).orElse(0);
    var max = items.map(Items::max).orElse(1000);
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return new ListType(value(argument(type, 0), component), min, max);
      }
      if (generic.getRawType() == Map.class && argument(type, 0) == String.class) {
        return new MapType(value(argument(type, 1), component), min, max);
      }
    }
    problems.add(at(component) + ": " + type.getTypeName() + " has no form in JSON here");
    return new FreeType();
  }

  private JsonType text(RecordComponent component) {
    try {
      return TextType.of(note(component, Text.class));
    } catch (PatternSyntaxException e) {
      problems.add(at(component) + ": " + e.getMessage());
      return new FreeType();
    }
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static <A extends Annotation> Optional<A> note(RecordComponent component, Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  private static String at(RecordComponent component) {
    return component.getDeclaringRecord().getName() + "." + component.getName();
  }
}

package io.lanista.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.ports.error.EngineException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A record as a JSON object. Keys it does not know are ignored, so that clients may be newer. */
final class RecordType implements JsonType {
  private final Class<?> record;
  private final Naming naming;
  private final List<Component> components;
  private final MethodHandle constructor;

  RecordType(Class<?> record, Naming naming, List<Component> components) {
    this.record = record;
    this.naming = naming;
    this.components = List.copyOf(components);
    try {
      var types =
          Stream.of(record.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      var canonical = record.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      constructor =
          MethodHandles.lookup()
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object read(JsonNode node, Place place, Faults faults) {
    if (!node.isObject()) {
      return faults.add(place, "object_type", "This must be a JSON object.");
    }
    var before = faults.count();
    var values = new Object[components.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = component(components.get(i), node, place, faults);
    }
    return faults.count() == before ? construct(values, place, faults) : null;
  }

  private static Object component(Component component, JsonNode node, Place place, Faults faults) {
    var value = node.get(component.key());
    if (value != null && !value.isNull()) {
      var read = component.type().read(value, place.at(component.key()), faults);
      return component.optional() ? Optional.ofNullable(read) : read;
    }
    return component.optional()
        ? Optional.empty()
        : faults.add(
            place.at(component.key()), "missing", "'" + component.key() + "' is required.");
  }

  private Object construct(Object[] values, Place place, Faults faults) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (EngineException e) {
      var inner = place;
      for (var key : e.location().stream().skip(1).toList()) {
        inner = inner.at(key);
      }
      faults.add(inner, e.code(), e.code().name().toLowerCase(Locale.ROOT), e.getMessage());
      return null;
    } catch (IllegalArgumentException e) {
      return faults.add(place, "invalid", String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    for (var component : components) {
      var inner = get(component, value);
      if (component.optional()) {
        inner = ((Optional<?>) inner).orElse(null);
      }
      if (inner == null && component.leftOut()) {
        continue;
      }
      out.writeFieldName(component.key());
      if (inner != null) {
        component.type().write(out, inner);
      } else if (component.optional()) {
        out.writeNull();
      } else {
        throw new IOException(
            record.getSimpleName() + "." + component.key() + " is null but not optional");
      }
    }
    out.writeEndObject();
  }

  private static Object get(Component component, Object value) {
    try {
      return (Object) component.accessor().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ObjectNode schema(Schemas schemas) {
    return schemas.reference(record, naming, () -> describe(schemas));
  }

  private ObjectNode describe(Schemas schemas) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    var about = record.getAnnotation(About.class);
    if (about != null) {
      schema.put("description", about.value());
    }
    var required = JsonNodeFactory.instance.arrayNode();
    var properties = schema.putObject("properties");
    for (var component : components) {
      var inner = component.type().schema(schemas);
      if (component.optional()) {
        var nullable = JsonNodeFactory.instance.objectNode();
        nullable.putArray("anyOf").add(inner).addObject().put("type", "null");
        inner = nullable;
      } else {
        required.add(component.key());
      }
      if (!component.about().isEmpty()) {
        inner.put("description", component.about());
      }
      properties.set(component.key(), inner);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }
}

package io.lanista.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.http.json.JsonTypes;
import io.lanista.http.json.Naming;
import io.lanista.http.json.Schemas;
import io.lanista.http.route.Access;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.ws.Channel;
import io.lanista.http.ws.MessageForm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes the AsyncAPI 3.0 document of the WebSockets that are served, from the records that are
 * sent over them.
 */
public final class AsyncApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private final ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
  private final ObjectNode channels;
  private final ObjectNode operations;
  private final ObjectNode messages = JSON.objectNode();
  private final Schemas schemas = new Schemas();
  private final List<String> problems = new ArrayList<>();
  private final Map<Naming, JsonTypes> types = new EnumMap<>(Naming.class);

  private AsyncApi(ApiInfo info) {
    document
        .putObject("info")
        .put("title", info.title())
        .put("version", info.version())
        .put(
            "description",
            "The messages of the WebSockets, one JSON object each. What is answered over HTTP is in"
                + " /openapi.json.");
    document.put("defaultContentType", "application/json");
    channels = document.putObject("channels");
    operations = document.putObject("operations");
  }

  /**
   * Describes all channels.
   *
   * @throws IllegalArgumentException if a message's type cannot be described
   */
  public static ObjectNode document(List<RouteFamily> families, ApiInfo info) {
    var made = new AsyncApi(info);
    families.forEach(family -> family.channels().forEach(made::add));
    return made.finish();
  }

  private void add(Channel channel) {
    var node = channels.putObject(channel.name()).put("address", channel.template());
    node.put("description", channel.summary());
    var parameters = PARAMETER.matcher(channel.template());
    while (parameters.find()) {
      node.withObject("/parameters").putObject(parameters.group(1));
    }
    var known = node.putObject("messages");
    channel.sent().forEach(form -> known.set(form.type(), message(channel, form)));
    channel.received().forEach(form -> known.set(form.type(), message(channel, form)));
    bindings(channel, node.putObject("bindings").putObject("ws"));
    operation(channel, "send", channel.sent());
    operation(channel, "receive", channel.received());
  }

  private static void bindings(Channel channel, ObjectNode node) {
    node.put("method", "GET").put("bindingVersion", "0.1.0");
    if (!channel.query().isEmpty()) {
      var properties = node.putObject("query").put("type", "object").putObject("properties");
      channel
          .query()
          .forEach(
              param ->
                  properties.set(
                      param.name(),
                      Operations.schema(param).put("description", param.description())));
    }
  }

  private ObjectNode message(Channel channel, MessageForm form) {
    var name = channel.name() + "." + form.type();
    if (!messages.has(name)) {
      var described =
          types
              .computeIfAbsent(form.naming(), naming -> new JsonTypes(naming, problems))
              .of(form.form())
              .schema(schemas);
      messages.putObject(name).put("name", form.type()).set("payload", described);
    }
    return reference("#/components/messages/" + name);
  }

  private void operation(Channel channel, String action, List<MessageForm> forms) {
    if (forms.isEmpty()) {
      return;
    }
    var node = operations.putObject(channel.name() + "." + action).put("action", action);
    node.set("channel", reference("#/channels/" + channel.name()));
    var list = node.putArray("messages");
    forms.forEach(
        form -> list.add(reference("#/channels/" + channel.name() + "/messages/" + form.type())));
    if (channel.access() != Access.OPEN) {
      node.putArray("security").add(reference("#/components/securitySchemes/key"));
    }
  }

  private static ObjectNode reference(String to) {
    return JSON.objectNode().put("$ref", to);
  }

  private ObjectNode finish() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    var components = document.putObject("components");
    components.set("messages", messages);
    components.set("schemas", schemas.named());
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer");
    return document;
  }
}

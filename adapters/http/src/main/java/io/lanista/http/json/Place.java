package io.lanista.http.json;

import java.util.ArrayDeque;
import java.util.List;

/** Where in a request a value stands; built outside in, read only when something is wrong. */
public final class Place {
  private final Place outer;
  private final String key;

  private Place(Place outer, String key) {
    this.outer = outer;
    this.key = key;
  }

  /** The outermost place: {@code body}, {@code query} or {@code path}. */
  public static Place root(String name) {
    return new Place(null, name);
  }

  public Place at(String inner) {
    return new Place(this, inner);
  }

  public Place at(int index) {
    return new Place(this, Integer.toString(index));
  }

  List<String> path() {
    var path = new ArrayDeque<String>();
    for (var place = this; place != null; place = place.outer) {
      path.addFirst(place.key);
    }
    return List.copyOf(path);
  }
}

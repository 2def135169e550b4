package io.lanista.http.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text between min and max UTF-16 units, matching all of a regular expression if one is given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Text {
  int min() default 0;

  int max() default 1000;

  /** A regular expression for the whole text; empty for none. */
  String pattern() default "";
}

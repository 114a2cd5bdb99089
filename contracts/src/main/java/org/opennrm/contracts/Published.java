package org.opennrm.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The wire name and the feed of a published event. The name is written out, not derived from the
 * class, because readers outside this repository depend on it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Published {

  /** {@code nrm.<service>.<event>.v<n>}, or {@code nrm.hand-over.<event>.v<n>}. */
  String type();

  Feed on();
}

package org.opennrm.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Open only to organisations whose mandate covers one of these steps today; checked before anything
 * is read. On a class it holds for every method that says nothing of its own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Mandated {

  /** The steps, as mandates name them; one of them is enough. */
  String[] value();
}

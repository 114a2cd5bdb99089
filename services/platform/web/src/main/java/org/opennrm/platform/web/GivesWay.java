package org.opennrm.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A door that can wait: figures, batches, exchange. While this service is far behind it answers 503
 * {@code BEHIND}, so that what it costs goes to referrals, answers and alarms, which never wait.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface GivesWay {}

/**
 * Tests of the launcher: its rules in plain JUnit, and PostgreSQL and Kafka for real in a temporary
 * home.
 */
@NullMarked
package org.opennrm.local;

import org.jspecify.annotations.NullMarked;

package org.opennrm.journeys.faults;

import java.util.stream.Stream;

/** One rule, held against what the clients know, the databases and the topics. */
interface Check {
  Stream<Violation> on(Evidence evidence);
}

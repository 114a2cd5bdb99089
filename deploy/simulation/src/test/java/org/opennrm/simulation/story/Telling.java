package org.opennrm.simulation.story;

import org.opennrm.contracts.CaseEvent;

/** How a service tells the others: into its event log, in the transaction that decided. */
interface Telling {
  void tell(String topic, CaseEvent event);
}

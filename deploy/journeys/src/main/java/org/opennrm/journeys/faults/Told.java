package org.opennrm.journeys.faults;

/** One line of the client's ledger: a service said that this is done. */
record Told(Deed deed, String about, String reference) {}

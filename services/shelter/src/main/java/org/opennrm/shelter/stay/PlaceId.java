package org.opennrm.shelter.stay;

/** One bed, or a place that was made when it was needed. */
public record PlaceId(long value) {}

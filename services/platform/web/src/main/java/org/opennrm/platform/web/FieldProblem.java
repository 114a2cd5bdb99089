package org.opennrm.platform.web;

/**
 * One wrong field: where it stands in the body or query, and what would be right. Never repeats the
 * value that was sent.
 */
public record FieldProblem(String field, String expected) {}

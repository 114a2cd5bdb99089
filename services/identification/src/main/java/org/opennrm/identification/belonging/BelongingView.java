package org.opennrm.identification.belonging;

import java.util.List;

/**
 * What is said of a person and others, each by the reader's alias.
 *
 * @param household who belongs to the person
 * @param keepApart whom the person must not meet
 */
record BelongingView(String caseAlias, List<String> household, List<String> keepApart) {}

package org.opennrm.identification.indicator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.indicator.model.Assessment;
import org.opennrm.identification.indicator.model.IndicatorSet;
import org.opennrm.identification.indicator.model.IndicatorSet.Indicator;
import org.opennrm.identification.indicator.model.Variant;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * Explains what indicators point at and keeps the explanation, sealed, as it was given. Nothing
 * follows from it by itself: whoever presumes or decides may look at it.
 */
@ApplicationScoped
class AssessmentService {

  private final IndicatorSet set = IndicatorFile.read("/indicators/ilo-ec-labour.yaml");
  private final Set<String> codes =
      set.dimensions().stream()
          .flatMap(dimension -> dimension.indicators().stream())
          .map(Indicator::code)
          .collect(Collectors.toUnmodifiableSet());

  private final CaseFiles caseFiles;
  private final Vault vault;
  private final AccessLog accessLog;
  private final Idempotency idempotency;
  private final DomainClock clock;
  private final ObjectMapper json;

  @Inject
  AssessmentService(
      CaseFiles caseFiles,
      Vault vault,
      AccessLog accessLog,
      Idempotency idempotency,
      DomainClock clock,
      ObjectMapper json) {
    this.caseFiles = caseFiles;
    this.vault = vault;
    this.accessLog = accessLog;
    this.idempotency = idempotency;
    this.clock = clock;
    this.json = json;
  }

  /** What a repeated request is answered by; what was seen stays sealed. */
  record Kept(UUID id) {}

  IndicatorsView indicators() {
    return IndicatorsView.of(set);
  }

  @Transactional
  AssessmentView assess(Caller caller, CaseRef caseRef, String key, AssessmentForm form) {
    caseFiles.heldBy(caller, caseRef).mustBeOpen();
    mustBeKnown(form);
    var kept =
        idempotency
            .once(
                caller,
                "assess-indicators/" + caseRef,
                key,
                form,
                Kept.class,
                () -> assessNew(caller, caseRef, form))
            .answer();
    return opened(AssessmentRow.findById(kept.id()));
  }

  @Transactional
  List<AssessmentView> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "indicator-assessments", "identification");
    return AssessmentRow.<AssessmentRow>list("caseRef = ?1 order by at desc, id", caseRef.value())
        .stream()
        .map(this::opened)
        .toList();
  }

  private void mustBeKnown(AssessmentForm form) {
    var problems = new ArrayList<FieldProblem>();
    for (var i = 0; i < form.seen().size(); i++) {
      if (!codes.contains(form.seen().get(i))) {
        problems.add(new FieldProblem("seen[" + i + "]", "a code of /identification/indicators"));
      }
    }
    if (!problems.isEmpty()) {
      throw Problems.invalid(problems);
    }
  }

  private Kept assessNew(Caller caller, CaseRef caseRef, AssessmentForm form) {
    var variant = Variant.valueOf(form.variant().toUpperCase(Locale.ROOT));
    var row = new AssessmentRow();
    row.id = UUID.randomUUID();
    row.caseRef = caseRef.value();
    row.at = clock.now();
    row.caller = caller.subject();
    row.organisation = caller.organisation().value();
    var view =
        AssessmentView.of(
            row.id,
            row.at,
            caller.organisation(),
            set,
            Assessment.of(set, variant, Set.copyOf(form.seen())));
    row.content = vault.seal(caseRef, field(row.id), written(view));
    row.persistAndFlush();
    return new Kept(row.id);
  }

  private AssessmentView opened(AssessmentRow row) {
    try {
      return json.readValue(
          vault.open(new CaseRef(row.caseRef), field(row.id), row.content), AssessmentView.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String written(AssessmentView view) {
    try {
      return json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(UUID id) {
    return "indicator-assessment/" + id;
  }
}

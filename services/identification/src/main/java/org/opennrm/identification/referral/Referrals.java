package org.opennrm.identification.referral;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.StrictForms;
import org.opennrm.platform.web.StrictForms.Read;

/** What other features of this service may do with referrals: look one over, and submit it. */
@ApplicationScoped
public class Referrals {

  private final StrictForms forms;
  private final Submissions submissions;
  private final ReferralStore store;

  @Inject
  Referrals(StrictForms forms, Submissions submissions, ReferralStore store) {
    this.forms = forms;
    this.submissions = submissions;
    this.store = store;
  }

  /** A referral as somebody wrote it, looked over. */
  public sealed interface Draft {}

  /** It can be submitted. */
  public static final class Complete implements Draft {
    private final ReferralForm form;

    private Complete(ReferralForm form) {
      this.form = form;
    }
  }

  /** It cannot; everything that is wrong with it, by its own fields. */
  public record Faulty(List<FieldProblem> problems) implements Draft {
    public Faulty {
      problems = List.copyOf(problems);
    }
  }

  /** A referral that was submitted, and the file that it opened. */
  public record Submitted(CaseRef caseRef, ReferralReceipt receipt) {}

  /**
   * @param written is not changed
   */
  public Draft lookOver(JsonNode written) {
    return switch (forms.read(ReferralForm.class, written.deepCopy())) {
      case Read.Faulty<ReferralForm>(var problems) -> new Faulty(problems);
      case Read.Complete<ReferralForm>(var form) ->
          submissions
              .problemOfArea(form)
              .<Draft>map(wrong -> new Faulty(List.of(wrong)))
              .orElseGet(() -> new Complete(form));
    };
  }

  /** The case of a referral, for questions that name one; empty when there is no such referral. */
  @Transactional(TxType.MANDATORY)
  public Optional<CaseRef> caseOf(ReferralRef referral) {
    return store.find(referral).map(row -> new CaseRef(row.caseRef));
  }

  /** The person's file is open when the caller's transaction commits. */
  @Transactional(TxType.MANDATORY)
  public Submitted submit(Caller caller, Complete draft) {
    var stored = submissions.submit(caller, draft.form);
    return new Submitted(stored.caseRef(), stored.receipt());
  }

  /** Whether a referral said so; who may be a child counts as one until it is resolved. */
  @Transactional(TxType.MANDATORY)
  public boolean isChildOrInDoubt(CaseRef caseRef) {
    return ReferralRow.count("caseRef = ?1 and child in ('yes', 'in-doubt')", caseRef.value()) > 0;
  }
}

package org.hengji.server.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CaseImport;
import org.hengji.documents.workbook.FrameworkWorkbook;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Receiver;
import org.hengji.server.intake.Taken;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Facts and judgements of an evaluation out of a workbook, in either of its shapes. */
abstract class FactsReceiver implements Receiver {

    private final String kind;
    private final Evaluations evaluations;
    private final CaseDrafts drafts;

    FactsReceiver(String kind, Evaluations evaluations, CaseDrafts drafts) {
        this.kind = kind;
        this.evaluations = evaluations;
        this.drafts = drafts;
    }

    /** 数据项表. */
    @Component
    @Order(40)
    static class Facts extends FactsReceiver {
        Facts(Evaluations evaluations, CaseDrafts drafts) {
            super("facts", evaluations, drafts);
        }
    }

    /** 评分表. */
    @Component
    @Order(41)
    static class ScoreSheet extends FactsReceiver {
        ScoreSheet(Evaluations evaluations, CaseDrafts drafts) {
            super("score-sheet", evaluations, drafts);
        }
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.FILLER, Role.THIRD_PARTY);
    }

    @Override
    public List<Destination> destinations() {
        return evaluations.list().stream().map(FactsReceiver::destination).toList();
    }

    @Override
    public Optional<Destination> destination(String key) {
        return key.matches("\\d{1,18}")
                ? evaluations.find(Long.parseLong(key)).map(FactsReceiver::destination)
                : Optional.empty();
    }

    private static Destination destination(EvaluationRecord evaluation) {
        return new Destination(
                String.valueOf(evaluation.id()),
                new Text(
                        evaluation.name().zh() + "（" + evaluation.caseId() + "）",
                        evaluation.name().en() + " (" + evaluation.caseId() + ")"),
                "/evaluations/" + evaluation.id());
    }

    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        long id = Long.parseLong(destination.key());
        FrameworkWorkbook.write(kind, evaluations.framework(id), Optional.of(evaluations.caseOf(id)), out);
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        EvaluationRecord evaluation =
                evaluations.find(Long.parseLong(file.destination().key())).orElseThrow();
        CaseImport read = drafts.read(evaluation, kind, file.source(), file.progress());
        if (read.result().isSound() && !file.trial()) {
            drafts.draft(evaluation, read, file.by());
        }
        return new Taken(
                read.result(),
                read.changes().added().size(),
                read.changes().changed().size(),
                read.changes().same().size(),
                "/evaluations/" + evaluation.id() + "/edit");
    }
}

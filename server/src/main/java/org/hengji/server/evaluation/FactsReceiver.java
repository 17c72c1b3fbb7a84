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
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
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
    private final DataEntry entry;

    FactsReceiver(String kind, Evaluations evaluations, CaseDrafts drafts, DataEntry entry) {
        this.kind = kind;
        this.evaluations = evaluations;
        this.drafts = drafts;
        this.entry = entry;
    }

    /** 数据项表. */
    @Component
    @Order(40)
    static class Facts extends FactsReceiver {
        Facts(Evaluations evaluations, CaseDrafts drafts, DataEntry entry) {
            super("facts", evaluations, drafts, entry);
        }
    }

    /** 评分表. */
    @Component
    @Order(41)
    static class ScoreSheet extends FactsReceiver {
        ScoreSheet(Evaluations evaluations, CaseDrafts drafts, DataEntry entry) {
            super("score-sheet", evaluations, drafts, entry);
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
                : evaluations.list().stream()
                        .filter(e -> e.caseId().equals(key))
                        .findFirst()
                        .map(FactsReceiver::destination);
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

    @Override
    public Taken takeOutright(Incoming file) throws Refused, Cancelled {
        long id = Long.parseLong(file.destination().key());
        int waiting = entry.waiting(id, file.by());
        if (waiting > 0) {
            return Taken.refused(kind, waiting(waiting, file.by()));
        }
        Taken taken = take(file);
        if (taken.result().isSound()
                && !taken.changesNothing()
                && !(entry.apply(id, file.by()) instanceof DataEntry.Outcome.Done)) {
            return Taken.refused(kind, contradicted());
        }
        return taken;
    }

    private static Problem waiting(int cells, Person by) {
        return Problem.of(
                "import.drafts-waiting",
                "",
                by.displayName() + "在数据填报页还有 " + cells + " 格草稿没有生效，导入会把它们一并写入，所以没有导入任何数据",
                by.displayName() + " has drafts in " + cells
                        + " cells of the entry form; the import would put them into effect as well, so nothing was imported",
                "先在数据填报页让这些草稿生效或放弃它们，再导入",
                "Put these drafts into effect or drop them in the entry form, then import");
    }

    private static Problem contradicted() {
        return Problem.of(
                "import.contradicted",
                "",
                "文件里的数互相矛盾，或与系统里的数矛盾，没有导入任何数据",
                "The figures of the file contradict each other or those on record; nothing was imported",
                "在网页“导入”中上传同一文件，数据填报页会标出矛盾之处",
                "Upload the file on the page of imports; the entry form marks the contradiction");
    }
}

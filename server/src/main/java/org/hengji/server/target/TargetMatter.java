package org.hengji.server.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.Lint;
import org.hengji.checker.measurability.Measurability;
import org.hengji.checker.measurability.Remark;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Matter;
import org.hengji.server.procedure.Moved;
import org.hengji.server.procedure.Procedures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the procedure asks of a target sheet, the first time and when approved targets change. */
class TargetMatter implements Matter {
    private final String course;
    private final Sheets sheets;
    private final ApprovedTargets approved;
    private final Reviews reviews;
    private final ObjectProvider<Procedures> procedures;

    TargetMatter(
            String course,
            Sheets sheets,
            ApprovedTargets approved,
            Reviews reviews,
            ObjectProvider<Procedures> procedures) {
        this.course = course;
        this.sheets = sheets;
        this.approved = approved;
        this.reviews = reviews;
        this.procedures = procedures;
    }

    @Configuration
    static class Both {
        @Bean
        Matter targetMatter(
                Sheets sheets, ApprovedTargets approved, Reviews reviews, ObjectProvider<Procedures> procedures) {
            return new TargetMatter(Targets.COURSE, sheets, approved, reviews, procedures);
        }

        @Bean
        Matter targetChangeMatter(
                Sheets sheets, ApprovedTargets approved, Reviews reviews, ObjectProvider<Procedures> procedures) {
            return new TargetMatter(Targets.CHANGE, sheets, approved, reviews, procedures);
        }
    }

    @Override
    public String course() {
        return course;
    }

    /** Blocking remarks and cells with two versions stop it on its way up; a review that is not done stops an approval. */
    @Override
    public List<Problem> objections(String subject, Act act) {
        if (!act.isForward()) {
            return List.of();
        }
        Sheet sheet = sheet(subject);
        List<Problem> problems = new ArrayList<>();
        Lint lint = Measurability.of(sheets.content(sheet));
        for (Remark remark : lint.remarks()) {
            if (remark.isBlocking()) {
                problems.add(problem(sheet, remark));
            }
        }
        int waiting = sheets.waiting(sheet);
        if (act == Act.SUBMIT && waiting > 0) {
            problems.add(Problem.of(
                    "target.two-versions",
                    sheet.path(),
                    "有 " + waiting + " 格两个人填得不一样，还没有选用哪一个。",
                    waiting + " cells have two versions of which none was chosen.",
                    "填写人打开本表，在标出的格里选“用我的”或“用对方的”。",
                    "Who typed them chooses in the marked cells."));
        }
        if (act == Act.APPROVE) {
            document(sheet).ifPresent(d -> problems.addAll(reviews.objections(sheet, d)));
        }
        return problems;
    }

    /** Path: the place of the row on its page. */
    private static Problem problem(Sheet sheet, Remark remark) {
        return Problem.of(
                "target." + remark.rule(),
                sheet.path() + "#row-" + remark.row(),
                remark.what().zh() + remark.why().zh(),
                remark.what().en() + " " + remark.why().en(),
                remark.remedy().zh(),
                remark.remedy().en());
    }

    private Optional<Document> document(Sheet sheet) {
        return procedures.getObject().find(course, sheet.subject());
    }

    @Override
    public Object content(String subject) {
        return ApprovedTargets.content(sheets.content(sheet(subject)));
    }

    @Override
    public String path(String subject) {
        return sheet(subject).path();
    }

    @Override
    public Set<String> authors(String subject) {
        return sheets.authors(sheet(subject));
    }

    @Override
    public Text label(String field) {
        return field.equals("rows")
                ? Text.of("指标", "indicators")
                : Field.named(field).map(Field::label).orElse(Text.of(field, field));
    }

    @Override
    public void moved(String subject, Moved moved) {
        if (moved.isApproval()) {
            Sheet sheet = sheet(subject);
            String reason = course.equals(Targets.CHANGE) ? reason(sheet) : "";
            approved.add(
                    sheet,
                    sheets.content(sheet),
                    Person.current().map(Person::displayName).orElse("-"),
                    reason);
        }
    }

    /** With what words the change was sent on first. */
    private String reason(Sheet sheet) {
        return document(sheet)
                .map(d -> procedures.getObject().history(d.id()).stream()
                        .filter(e -> e.act().filter(a -> a == Act.SUBMIT).isPresent())
                        .map(org.hengji.server.procedure.Event::comment)
                        .reduce((first, second) -> second)
                        .orElse(""))
                .orElse("");
    }

    private Sheet sheet(String subject) {
        return sheets.find(Long.parseLong(subject.substring(subject.indexOf('/') + 1)))
                .orElseThrow();
    }
}

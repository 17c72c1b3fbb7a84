package org.hengji.server.target;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.procedure.Document;
import org.hengji.server.target.Review.Answer;
import org.hengji.server.target.Review.Head;
import org.hengji.server.target.Review.Result;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 目标审核: five heads at the steps of the supervising department and of finance. */
@Service
class Reviews {
    private static final Set<String> STEPS = Set.of("department", "finance");
    private static final Pattern POINTS = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?");

    private final JdbcClient database;
    private final Trail trail;

    Reviews(JdbcClient database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** Whether the document stands where it is reviewed on the heads. */
    static boolean isDue(Document document) {
        return document.state().waits() && STEPS.contains(document.step().key());
    }

    static boolean isDue(Document document, Person person) {
        return isDue(document)
                && person != null
                && person.role() == document.step().who()
                && document.standing().assignee().map(person.name()::equals).orElse(true);
    }

    Review of(Sheet sheet, Document document) {
        return new Review(database.sql("select head, result, points, opinion, by, at from target_review"
                        + " where sheet = ? and step = ? and arrived = ?")
                .params(sheet.id(), document.step().key(), Timestamp.from(document.since()))
                .query(Reviews::answer)
                .list());
    }

    /** The last review before this one, for those who amend. */
    Review last(Sheet sheet) {
        return new Review(database.sql("select head, result, points, opinion, by, at from target_review"
                        + " where sheet = ? and (step, arrived) = (select step, arrived from target_review"
                        + " where sheet = ? order by at desc limit 1)")
                .params(sheet.id(), sheet.id())
                .query(Reviews::answer)
                .list());
    }

    private static Answer answer(ResultSet row, int number) throws SQLException {
        return new Answer(
                row.getString(1),
                Result.valueOf(row.getString(2)),
                row.getBigDecimal(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }

    /** @return what is wrong with the form; empty when it was kept */
    @Transactional
    List<Problem> save(Sheet sheet, Document document, Person person, Map<String, String> typed) {
        List<Problem> problems = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (Head head : Review.HEADS) {
            String result = typed.getOrDefault(head.key() + ".result", "");
            String points = typed.getOrDefault(head.key() + ".points", "").strip();
            String opinion = typed.getOrDefault(head.key() + ".opinion", "").strip();
            if (result.isEmpty() && points.isEmpty() && opinion.isEmpty()) {
                continue;
            }
            Optional<BigDecimal> given = points(points, head);
            if (given.isEmpty()) {
                problems.add(Problem.of(
                        "review.points",
                        head.key(),
                        "“" + head.name().zh() + "”的得分写的是“" + points + "”，应在 0 到 " + head.points() + " 之间，最多两位小数。",
                        head.name().en() + ": “" + points + "” is no number of points from 0 to " + head.points() + ".",
                        "写 0 到 " + head.points() + " 的数，例如 18 或 17.5。",
                        "Write a number from 0 to " + head.points() + ", e.g. 18 or 17.5."));
            } else if (!result.equals("PASS") && !result.equals("RETURN")) {
                problems.add(Problem.of(
                        "review.result",
                        head.key(),
                        "“" + head.name().zh() + "”没有选通过或退回。",
                        head.name().en() + " is neither passed nor returned.",
                        "选“通过”或“退回”。",
                        "Choose pass or return."));
            } else if (result.equals("RETURN") && opinion.isEmpty()) {
                problems.add(Problem.of(
                        "review.opinion",
                        head.key(),
                        "“" + head.name().zh() + "”选了退回，没有写意见，填报单位不知道改什么。",
                        head.name().en() + " is returned without an opinion, so the unit does not know what to amend.",
                        "写明哪一行、改什么。",
                        "Say which row and what to change."));
            } else {
                answers.add(new Answer(
                        head.key(), Result.valueOf(result), given.get(), opinion, person.displayName(), null));
            }
        }
        if (problems.isEmpty()) {
            for (Answer a : answers) {
                database.sql("insert into target_review (sheet, step, arrived, head, result, points, opinion, by)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (sheet, step, arrived, head) do update"
                                + " set result = excluded.result, points = excluded.points,"
                                + " opinion = excluded.opinion, by = excluded.by, at = now()")
                        .params(
                                sheet.id(),
                                document.step().key(),
                                Timestamp.from(document.since()),
                                a.head(),
                                a.result().name(),
                                a.points(),
                                a.opinion(),
                                a.by())
                        .update();
            }
            trail.record("target.review", sheet.subject(), null, typed);
        }
        return problems;
    }

    private static Optional<BigDecimal> points(String text, Head head) {
        return POINTS.matcher(text).matches()
                ? Optional.of(new BigDecimal(text)).filter(p -> p.compareTo(head.points()) <= 0)
                : Optional.empty();
    }

    /** What stands in the way of an approval. */
    List<Problem> objections(Sheet sheet, Document document) {
        if (!isDue(document)) {
            return List.of();
        }
        Review review = of(sheet, document);
        if (!review.open().isEmpty()) {
            String zh = String.join(
                    "、", review.open().stream().map(h -> h.name().zh()).toList());
            String en = String.join(
                    ", ", review.open().stream().map(h -> h.name().en()).toList());
            return List.of(Problem.of(
                    "review.open",
                    "review",
                    "还有 " + review.open().size() + " 个方面没有审核：" + zh + "。五个方面都通过才能审定（OBJ-08）。",
                    review.open().size() + " heads are not reviewed yet: " + en + ". All five must pass.",
                    "在本页“审核”处逐项选通过或退回，打分并保存，再同意。",
                    "Pass or return each of them under Review, save, then approve."));
        }
        if (!review.returned().isEmpty()) {
            String zh = String.join(
                    "、", review.returned().stream().map(h -> h.name().zh()).toList());
            String en = String.join(
                    ", ", review.returned().stream().map(h -> h.name().en()).toList());
            return List.of(Problem.of(
                    "review.returned",
                    "review",
                    "审核意见是退回（" + zh + "），不能同意。五个方面都通过才能审定。",
                    "The review returns it (" + en + "), so it cannot be approved. All five heads must pass.",
                    "用“退回”送回填报单位修改；意见已经改好的，先把这一方面改为通过。",
                    "Return it to the unit; or pass the head if what was asked for is done."));
        }
        return review.grade()
                .filter(g -> !g.passes())
                .map(g -> List.of(Problem.of(
                        "review.grade",
                        "review",
                        "审核总分 " + review.points().toPlainString() + "，等级“"
                                + g.name().zh() + "”：" + g.then().zh() + "。",
                        "The review gives " + review.points().toPlainString() + " points, "
                                + g.name().en() + ": " + g.then().en() + ".",
                        "用“退回”送回填报单位；得分打错的，改正后再同意。",
                        "Return it to the unit, or mend the points if they are wrong.")))
                .orElse(List.of());
    }
}

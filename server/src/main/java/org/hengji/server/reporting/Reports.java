package org.hengji.server.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.documents.report.Asked;
import org.hengji.documents.report.Drafting;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Template;
import org.hengji.documents.report.TemplateReader;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.server.access.Person;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.organisation.Functions;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reports of the evaluations on record. A paper is drafted anew from the facts each time; only edits are kept. */
@Service
public class Reports {
    private static final String COLUMNS =
            "select id, paragraph, text, draft, figures, edited_name, edited_at from report_edit ";
    static final int MOST_CHARACTERS = 20_000;
    private static final String DUTIES = "duties";
    private static final Pattern YEAR = Pattern.compile("20\\d\\d");

    private final JdbcClient database;
    private final Evaluations evaluations;
    private final Functions functions;
    private final ReportEntries entries;
    private final Trail trail;
    private final JsonMapper json;

    Reports(
            JdbcClient database,
            Evaluations evaluations,
            Functions functions,
            ReportEntries entries,
            Trail trail,
            JsonMapper json) {
        this.database = database;
        this.evaluations = evaluations;
        this.functions = functions;
        this.entries = entries;
        this.trail = trail;
        this.json = json;
    }

    /** What became of a text: kept, overtaken by another person's, or refused. */
    sealed interface Saved {
        record Done() implements Saved {}

        record Overtaken(Edit theirs) implements Saved {}

        record TooLong() implements Saved {}

        record NoParagraph() implements Saved {}
    }

    /** Kinds of report that are written for the framework of an evaluation. */
    public List<Template> kinds(EvaluationRecord evaluation) {
        String framework = evaluation.framework().replaceFirst("@.*$", "");
        return Packs.reportKinds().stream()
                .map(kind -> TemplateReader.shipped(kind).orElseThrow())
                .filter(t -> t.frameworks().isEmpty() || t.frameworks().contains(framework))
                .toList();
    }

    public Optional<ReportDraft> find(EvaluationRecord evaluation, String kind, boolean publicCopy) {
        return kinds(evaluation).stream()
                .filter(t -> t.id().equals(kind))
                .findFirst()
                .map(template -> draft(evaluation, template, publicCopy));
    }

    /**
     * What a kind of report asks for and the framework does not.
     *
     * @param said what the case answers itself
     */
    record Questions(EvaluationRecord evaluation, Template template, Asked asked, Entries said) {}

    Optional<Questions> questions(EvaluationRecord evaluation, String kind) {
        return kinds(evaluation).stream()
                .filter(t -> t.id().equals(kind))
                .findFirst()
                .map(template -> {
                    CaseFile said = withFunctions(evaluation, evaluations.file(evaluation));
                    Asked asked = Asked.of(template, said.framework());
                    return new Questions(evaluation, template, asked, Entries.said(said, asked));
                });
    }

    private ReportDraft draft(EvaluationRecord evaluation, Template template, boolean publicCopy) {
        CaseFile said = withFunctions(evaluation, evaluations.file(evaluation));
        Asked asked = Asked.of(template, said.framework());
        CaseFile file = entries.of(evaluation.id()).in(said, asked);
        ScoreSheet sheet = evaluations.sheet(evaluation);
        Map<String, Edit> edits = inForce(evaluation.id(), template.id());
        Map<String, String> texts = new LinkedHashMap<>();
        edits.forEach((paragraph, edit) -> texts.put(paragraph, edit.text().orElseThrow()));
        Paper paper =
                Drafting.draft(template, file, sheet, texts, publicCopy).value().orElseThrow();
        Paper drafted = texts.isEmpty()
                ? paper
                : Drafting.draft(template, file, sheet, Map.of(), publicCopy)
                        .value()
                        .orElseThrow();
        return new ReportDraft(
                evaluation, template, paper, drafted, edits, file.framework().facts(), asked);
    }

    /** The unit's functions stand where a template asks for 主要职责 and the case says nothing of them. */
    private CaseFile withFunctions(EvaluationRecord evaluation, CaseFile file) {
        Matcher year =
                YEAR.matcher(file.material().year().orElse(evaluation.name().zh()));
        if (file.material().texts().containsKey(DUTIES) || !year.find()) {
            return file;
        }
        List<String> known = functions.in(evaluation.unit(), Integer.parseInt(year.group()));
        if (known.isEmpty()) {
            return file;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            text.append(i == 0 ? "" : "\n")
                    .append(i + 1)
                    .append('.')
                    .append(known.get(i))
                    .append('。');
        }
        return file.withText(DUTIES, text.toString());
    }

    private Map<String, Edit> inForce(long evaluation, String kind) {
        Map<String, Edit> edits = new LinkedHashMap<>();
        database.sql(COLUMNS + "where evaluation = ? and kind = ? order by id")
                .params(evaluation, kind)
                .query(this::row)
                .list()
                .forEach(e -> {
                    edits.remove(e.paragraph());
                    if (e.text().isPresent()) {
                        edits.put(e.paragraph(), e);
                    }
                });
        return edits;
    }

    /** Everything that was done to the paragraphs of a report, the latest first. */
    List<Edit> history(long evaluation, String kind) {
        return database.sql(COLUMNS + "where evaluation = ? and kind = ? order by id desc limit 200")
                .params(evaluation, kind)
                .query(this::row)
                .list();
    }

    Optional<Edit> last(long evaluation, String kind, String paragraph) {
        return database.sql(COLUMNS + "where evaluation = ? and kind = ? and paragraph = ? order by id desc limit 1")
                .params(evaluation, kind, paragraph)
                .query(this::row)
                .optional();
    }

    /**
     * @param text empty takes the draft back
     * @param seen the edit that the person saw, 0 when there was none
     */
    @Transactional
    Saved save(
            EvaluationRecord evaluation, String kind, String paragraph, Optional<String> text, long seen, Person by) {
        if (text.filter(t -> t.length() > MOST_CHARACTERS).isPresent()) {
            return new Saved.TooLong();
        }
        // Two who write at once come one after the other: the second sees what the first wrote.
        database.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("report/" + evaluation.id() + "/" + kind)
                .query((r, n) -> 0)
                .single();
        ReportDraft report = find(evaluation, kind, false).orElseThrow();
        Optional<Block.Paragraph> drafted = report.drafted().paragraphs().stream()
                .filter(p -> p.id().equals(paragraph))
                .findFirst();
        if (drafted.isEmpty()) {
            return new Saved.NoParagraph();
        }
        Optional<Edit> last = last(evaluation.id(), kind, paragraph);
        if (last.isPresent() && last.get().id() != seen) {
            return new Saved.Overtaken(last.get());
        }
        database.sql(
                        "insert into report_edit (evaluation, kind, paragraph, text, draft, figures, edited_by, edited_name)"
                                + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
                .params(
                        evaluation.id(),
                        kind,
                        paragraph,
                        text.orElse(null),
                        drafted.get().text(),
                        json.writeValueAsString(drafted.get().figures()),
                        by.name(),
                        by.displayName())
                .update();
        trail.record(
                text.isPresent() ? "report.edit" : "report.take-back",
                "evaluation/" + evaluation.id() + "/report/" + kind + "/" + paragraph,
                Map.of("text", last.flatMap(Edit::text).orElse("")),
                Map.of("text", text.orElse("")));
        return new Saved.Done();
    }

    private Edit row(ResultSet r, int number) throws SQLException {
        return new Edit(
                r.getLong(1),
                r.getString(2),
                Optional.ofNullable(r.getString(3)),
                r.getString(4),
                json.readValue(r.getString(5), new TypeReference<Map<String, String>>() {}),
                r.getString(6),
                r.getTimestamp(7).toInstant());
    }
}

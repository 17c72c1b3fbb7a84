package org.hengji.server.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The evaluations on record: their cases with all edits applied, their sheets, and the way to edit a fact. */
@Service
public class Evaluations {

    private static final String COLUMNS =
            "select id, case_id, body, kind, name_zh, name_en, framework, case_text, revision from evaluation ";

    private final JdbcClient database;
    private final ConcurrentMap<Long, Scored> sheets = new ConcurrentHashMap<>();

    private record Scored(long revision, ScoreSheet sheet) {}

    /** What became of an edit: saved, refused for what is wrong with it, or overtaken by another edit. */
    public sealed interface Saved {
        record Done(long revision) implements Saved {}

        record Refused(List<Problem> problems) implements Saved {}

        record Overtaken(long revision) implements Saved {}
    }

    /** An edit of one fact as it was saved. */
    public record Edit(String fact, String value, String unit, String state, String source, String by, long revision) {}

    Evaluations(JdbcClient database) {
        this.database = database;
    }

    public List<EvaluationRecord> list() {
        return database.sql(COLUMNS + "order by body, kind").query(this::row).list();
    }

    public Optional<EvaluationRecord> find(long id) {
        return database.sql(COLUMNS + "where id = ?").param(id).query(this::row).optional();
    }

    public Framework framework(long id) {
        return file(find(id).orElseThrow()).framework();
    }

    /** The case with all edits applied. */
    public Case caseOf(long id) {
        return edited(find(id).orElseThrow());
    }

    /** The sheet of the case with all edits applied; scored once for each revision. */
    public ScoreSheet sheet(EvaluationRecord evaluation) {
        Scored known = sheets.get(evaluation.id());
        if (known == null || known.revision() != evaluation.revision()) {
            known = new Scored(
                    evaluation.revision(), Scoring.score(file(evaluation).framework(), edited(evaluation)));
            sheets.put(evaluation.id(), known);
        }
        return known.sheet();
    }

    public List<Edit> edits(long id) {
        return database.sql("select fact, value, unit, state, source, edited_by, revision from evaluation_fact"
                        + " where evaluation = ? order by fact")
                .param(id)
                .query((r, n) -> new Edit(
                        r.getString(1),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        r.getLong(7)))
                .list();
    }

    /** One fact as a person typed it, through the code that reads case files. */
    public static Loaded<Fact> read(FactDefinition definition, String value, String unit, String state, String source) {
        if (state.equals("not-applicable")) {
            Fact fact = new Fact(definition.key(), new Fact.Value.NotApplicable(), source);
            return new Loaded<>(Optional.of(fact), List.of());
        }
        return CaseLoader.fact(definition, state.equals("unknown") ? "" : value, unit, source);
    }

    /**
     * Saves one fact, all or nothing.
     *
     * @param state known, unknown or not-applicable
     * @param seen the revision that the person saw
     */
    @Transactional
    public Saved saveFact(
            long id, String key, String value, String unit, String state, String source, long seen, String by) {
        EvaluationRecord evaluation = find(id).orElseThrow();
        FactDefinition definition = file(evaluation).framework().facts().get(key);
        if (definition == null) {
            return new Saved.Refused(List.of(Problem.of(
                    "fact.unknown",
                    "facts." + key,
                    "没有数据项“" + key + "”",
                    "There is no fact " + key,
                    "检查名称",
                    "Check the name")));
        }
        Loaded<Fact> fact = read(definition, value, unit, state, source);
        if (!fact.isSound()) {
            return new Saved.Refused(fact.problems());
        }
        int changed = database.sql("update evaluation set revision = revision + 1, updated_at = now()"
                        + " where id = ? and revision = ?")
                .params(id, seen)
                .update();
        if (changed == 0) {
            return new Saved.Overtaken(find(id).orElseThrow().revision());
        }
        database.sql("insert into evaluation_fact (evaluation, fact, value, unit, state, source, edited_by, revision)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (evaluation, fact) do update set"
                        + " value = excluded.value, unit = excluded.unit, state = excluded.state,"
                        + " source = excluded.source, edited_by = excluded.edited_by, edited_at = now(),"
                        + " revision = excluded.revision")
                .params(id, key, value, unit, state, source, by, seen + 1)
                .update();
        return new Saved.Done(seen + 1);
    }

    boolean isEmpty() {
        return database.sql("select count(*) from evaluation").query(Long.class).single() == 0;
    }

    void add(String body, String kind, String caseText) {
        CaseFile file = CaseLoader.load(caseText, Packs::find).value().orElseThrow();
        database.sql("insert into evaluation (case_id, body, kind, name_zh, name_en, framework, case_text)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        file.subject().id(),
                        body,
                        kind,
                        file.subject().subject().zh(),
                        file.subject().subject().en(),
                        file.reference(),
                        caseText)
                .update();
    }

    private Case edited(EvaluationRecord evaluation) {
        CaseFile file = file(evaluation);
        Map<String, List<Fact>> facts = new LinkedHashMap<>(file.subject().facts());
        for (Edit edit : edits(evaluation.id())) {
            read(file.framework().facts().get(edit.fact()), edit.value(), edit.unit(), edit.state(), edit.source())
                    .value()
                    .ifPresent(fact -> facts.put(edit.fact(), List.of(fact)));
        }
        return file.subject().withFacts(facts);
    }

    static CaseFile file(EvaluationRecord evaluation) {
        return CaseLoader.load(evaluation.caseText(), Packs::find).value().orElseThrow();
    }

    private EvaluationRecord row(java.sql.ResultSet r, int number) throws java.sql.SQLException {
        return new EvaluationRecord(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                new Text(r.getString(5), r.getString(6)),
                r.getString(7),
                r.getString(8),
                r.getLong(9));
    }
}

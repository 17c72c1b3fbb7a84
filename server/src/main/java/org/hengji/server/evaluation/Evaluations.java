package org.hengji.server.evaluation;

import java.time.Instant;
import java.util.ArrayList;
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
import org.hengji.frameworks.TypedJudgement;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;
import org.hengji.server.organisation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The evaluations on record: their cases with all edits applied, their sheets, and the way to edit a fact. */
@Service
public class Evaluations {

    private static final String COLUMNS =
            "select id, coalesce(unit, 0), case_id, body, kind, name_zh, name_en, framework, case_text, revision from evaluation ";

    private final JdbcClient database;
    private final Scope scope;
    private final ConcurrentMap<Long, Scored> sheets = new ConcurrentHashMap<>();

    private record Scored(long revision, ScoreSheet sheet) {}

    /** What became of an edit: saved, refused for what is wrong with it, or overtaken by another edit. */
    public sealed interface Saved {
        record Done(long revision) implements Saved {}

        record Refused(List<Problem> problems) implements Saved {}

        record Overtaken(long revision) implements Saved {}
    }

    /**
     * What was saved for one place of a fact.
     *
     * @param place 1 for the first place that says something about the fact
     */
    public record Edit(
            String fact,
            int place,
            String value,
            String unit,
            String state,
            String source,
            String by,
            Instant at,
            long revision) {}

    /** A judgement that was saved; one whose texts are all empty was withdrawn. */
    record JudgementEdit(String indicator, TypedJudgement typed, String by, Instant at) {}

    Evaluations(JdbcClient database, Scope scope) {
        this.database = database;
        this.scope = scope;
    }

    /** Those that the person at hand may see. */
    public List<EvaluationRecord> list() {
        return database.sql(COLUMNS + "where unit = any(?) order by body, kind")
                .param(scope.units().toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    /** Empty, too, when the person at hand may not see it. */
    public Optional<EvaluationRecord> find(long id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(this::row)
                .optional()
                .filter(evaluation -> scope.sees(evaluation.unit()));
    }

    public Framework framework(long id) {
        return brought(find(id).orElseThrow()).framework();
    }

    /** The case with all edits applied. */
    public Case caseOf(long id) {
        return edited(find(id).orElseThrow());
    }

    /** The case file with all edits applied, for what needs more of it than the case. */
    public CaseFile file(EvaluationRecord evaluation) {
        CaseFile file = brought(evaluation);
        return new CaseFile(
                file.reference(),
                file.framework(),
                edited(evaluation),
                file.note(),
                file.expect(),
                file.material(),
                file.places());
    }

    /** The sheet of the case with all edits applied; scored once for each revision. */
    public ScoreSheet sheet(EvaluationRecord evaluation) {
        Scored known = sheets.get(evaluation.id());
        if (known == null || known.revision() != evaluation.revision()) {
            known = new Scored(
                    evaluation.revision(), Scoring.score(brought(evaluation).framework(), edited(evaluation)));
            sheets.put(evaluation.id(), known);
        }
        return known.sheet();
    }

    public List<Edit> edits(long id) {
        return database.sql("select fact, place, value, unit, state, source, edited_by, edited_at, revision"
                        + " from evaluation_fact where evaluation = ? order by fact, place")
                .param(id)
                .query((r, n) -> new Edit(
                        r.getString(1),
                        r.getInt(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        r.getString(7),
                        r.getTimestamp(8).toInstant(),
                        r.getLong(9)))
                .list();
    }

    List<JudgementEdit> judgementEdits(long id) {
        return database.sql("select indicator, award, reason, judged_by, evidence, edited_by, edited_at"
                        + " from evaluation_judgement where evaluation = ? order by indicator")
                .param(id)
                .query((r, n) -> new JudgementEdit(
                        r.getString(1),
                        new TypedJudgement(r.getString(2), r.getString(3), r.getString(4), r.getString(5)),
                        r.getString(6),
                        r.getTimestamp(7).toInstant()))
                .list();
    }

    /**
     * Saves one fact, all or nothing.
     *
     * @param state as in case files
     * @param seen the revision that the person saw
     */
    @Transactional
    public Saved saveFact(
            long id, String key, String value, String unit, String state, String source, long seen, String by) {
        EvaluationRecord evaluation = find(id).orElseThrow();
        FactDefinition definition = brought(evaluation).framework().facts().get(key);
        if (definition == null) {
            return new Saved.Refused(List.of(Problem.of(
                    "fact.unknown",
                    "facts." + key,
                    "没有数据项“" + key + "”",
                    "There is no fact " + key,
                    "检查名称",
                    "Check the name")));
        }
        List<TypedPlace> places = List.of(new TypedPlace(value, unit, source));
        Loaded<List<Fact>> fact = CaseLoader.facts(definition, state, places);
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
        write(id, key, state, places, by, seen + 1);
        return new Saved.Done(seen + 1);
    }

    /** Takes the evaluation for the rest of the transaction, and gives it as it is now. */
    EvaluationRecord lock(long id) {
        return database.sql(COLUMNS + "where id = ? for update")
                .param(id)
                .query(this::row)
                .single();
    }

    void advance(long id) {
        database.sql("update evaluation set revision = revision + 1, updated_at = now() where id = ?")
                .param(id)
                .update();
    }

    void write(long id, String fact, String state, List<TypedPlace> places, String by, long revision) {
        database.sql("delete from evaluation_fact where evaluation = ? and fact = ?")
                .params(id, fact)
                .update();
        int number = 0;
        for (TypedPlace place : places) {
            database.sql("insert into evaluation_fact (evaluation, fact, place, value, unit, state, source, edited_by,"
                            + " revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(id, fact, ++number, place.value(), place.unit(), state, place.source(), by, revision)
                    .update();
        }
    }

    void write(long id, String indicator, TypedJudgement typed, String by, long revision) {
        database.sql("insert into evaluation_judgement (evaluation, indicator, award, reason, judged_by, evidence,"
                        + " edited_by, revision) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (evaluation, indicator)"
                        + " do update set award = excluded.award, reason = excluded.reason,"
                        + " judged_by = excluded.judged_by, evidence = excluded.evidence,"
                        + " edited_by = excluded.edited_by, edited_at = now(), revision = excluded.revision")
                .params(id, indicator, typed.award(), typed.reason(), typed.by(), typed.evidence(), by, revision)
                .update();
    }

    boolean isEmpty() {
        return database.sql("select count(*) from evaluation").query(Long.class).single() == 0;
    }

    void add(long unit, String body, String kind, String caseText) {
        CaseFile file = CaseLoader.load(caseText, Packs::find).value().orElseThrow();
        database.sql("insert into evaluation (unit, case_id, body, kind, name_zh, name_en, framework,"
                        + " case_text) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        unit,
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
        CaseFile file = brought(evaluation);
        Map<String, List<Fact>> facts = new LinkedHashMap<>(file.subject().facts());
        Map<String, List<Edit>> edits = new LinkedHashMap<>();
        edits(evaluation.id())
                .forEach(e ->
                        edits.computeIfAbsent(e.fact(), f -> new ArrayList<>()).add(e));
        edits.forEach((key, places) -> CaseLoader.facts(
                        file.framework().facts().get(key),
                        places.get(0).state(),
                        places.stream()
                                .map(e -> new TypedPlace(e.value(), e.unit(), e.source()))
                                .toList())
                .value()
                .ifPresent(fact -> facts.put(key, fact)));
        Map<String, Judgement> judgements = new LinkedHashMap<>(file.subject().judgements());
        for (JudgementEdit edit : judgementEdits(evaluation.id())) {
            if (edit.typed().isEmpty()) {
                judgements.remove(edit.indicator());
            } else {
                CaseLoader.judgement(file.framework(), file.subject(), edit.indicator(), edit.typed())
                        .value()
                        .ifPresent(judgement -> judgements.put(edit.indicator(), judgement));
            }
        }
        return file.subject().withFacts(facts).withJudgements(judgements);
    }

    /** As it was brought in. */
    static CaseFile brought(EvaluationRecord evaluation) {
        return CaseLoader.load(evaluation.caseText(), Packs::find).value().orElseThrow();
    }

    private EvaluationRecord row(java.sql.ResultSet r, int number) throws java.sql.SQLException {
        return new EvaluationRecord(
                r.getLong(1),
                r.getLong(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                new Text(r.getString(6), r.getString(7)),
                r.getString(8),
                r.getString(9),
                r.getLong(10));
    }
}

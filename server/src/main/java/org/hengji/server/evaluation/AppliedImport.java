package org.hengji.server.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CaseImport;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.Progress;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Units;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a workbook into a database without the web application, by the steps of the page 导入 and of the form: read,
 * drafted, put into effect, each change in the trail; all of it or nothing.
 */
public final class AppliedImport {
    private AppliedImport() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** @param changes facts and judgements that say something else now */
        record Done(int changes) implements Outcome {}

        record Held(ImportResult result) implements Outcome {}

        /** The figures contradict each other or what is recorded; the page shows where. */
        record Contradicted() implements Outcome {}

        /** @param known cases that are there */
        record NoCase(List<String> known) implements Outcome {}

        /** The database was made by another version. */
        record OtherVersion() implements Outcome {}
    }

    /**
     * @param caseId the case whose facts the workbook brings
     * @param kind {@code facts} or {@code score-sheet}
     */
    public static Outcome apply(Database database, String caseId, String kind, Path file) throws Refused {
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        JdbcClient client = JdbcClient.create(source);
        boolean ours = client.sql("select to_regclass(?) is not null")
                .param(Database.SCHEMA + ".intake")
                .query(Boolean.class)
                .single();
        if (!ours) {
            return new Outcome.OtherVersion();
        }
        Evaluations evaluations = new Evaluations(client, new Scope(new Units(client), client));
        Optional<EvaluationRecord> found = evaluations.list().stream()
                .filter(e -> e.caseId().equals(caseId))
                .findFirst();
        if (found.isEmpty()) {
            return new Outcome.NoCase(
                    evaluations.list().stream().map(EvaluationRecord::caseId).toList());
        }
        DataEntry entry =
                new DataEntry(evaluations, new Drafts(client), new Trail(client, JsonMapper.shared()), new Trials());
        CaseDrafts drafts = new CaseDrafts(evaluations, entry);
        // Who stands in the trail.
        Person by = new Person("command-line", "命令行", Role.FILLER, found.get().unit());
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(by, null, List.of()));
        try {
            return inOneTransaction(source, entry, drafts, found.get(), kind, file, by);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static Outcome inOneTransaction(
            DriverManagerDataSource source,
            DataEntry entry,
            CaseDrafts drafts,
            EvaluationRecord evaluation,
            String kind,
            Path file,
            Person by)
            throws Refused {
        try {
            return new TransactionTemplate(new DataSourceTransactionManager(source)).execute(status -> {
                try (CellSource cells = CellSource.open(file, FormImport.LIMITS)) {
                    // What an earlier run may have left is not part of this file.
                    entry.discard(evaluation, by);
                    CaseImport read = drafts.read(evaluation, kind, cells, Progress.NONE);
                    Outcome outcome = new Outcome.Held(read.result());
                    if (read.result().isSound()) {
                        drafts.draft(evaluation, read, by);
                        outcome = applied(entry, evaluation, by);
                    }
                    if (!(outcome instanceof Outcome.Done)) {
                        status.setRollbackOnly();
                    }
                    return outcome;
                } catch (Refused e) {
                    throw new Carried(e);
                } catch (Progress.Cancelled e) {
                    throw new IllegalStateException(e); // Nobody watches this reading.
                }
            });
        } catch (Carried e) {
            throw (Refused) e.getCause();
        }
    }

    private static Outcome applied(DataEntry entry, EvaluationRecord evaluation, Person by) {
        return entry.apply(evaluation.id(), by) instanceof DataEntry.Outcome.Done done
                ? new Outcome.Done(done.changes())
                : new Outcome.Contradicted();
    }

    /** Takes a checked exception out of the transaction, which it ends without a trace. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Carried(Refused cause) {
            super(cause);
        }
    }
}

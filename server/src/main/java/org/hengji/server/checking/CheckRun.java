package org.hengji.server.checking;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hengji.checker.Checker;
import org.hengji.checker.Policy;
import org.hengji.checker.Report;
import org.hengji.checker.Setting;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Checks batches one after the other, one report in memory at a time; what a stop left half done is taken up again. */
@Component
class CheckRun {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRun.class);

    private final Checking checking;
    private final ExecutorService line = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "check");
        thread.setDaemon(true);
        return thread;
    });

    CheckRun(Checking checking) {
        this.checking = checking;
    }

    @EventListener(ApplicationReadyEvent.class)
    void takeUp() {
        checking.unfinished().forEach(this::submit);
    }

    @PreDestroy
    void stop() {
        line.shutdownNow();
    }

    void submit(long batch) {
        line.execute(() -> {
            try {
                run(batch);
            } catch (RuntimeException e) {
                // Reports of it stay waiting and are taken up at the next start.
                LOG.error("Checking batch {} stopped", batch, e);
            }
        });
    }

    private void run(long batch) {
        List<Checking.Task> tasks = checking.tasks(batch);
        Setting setting = new Setting(checking.framework(batch).flatMap(Packs::find), Policy.shipped());
        Checker checker = Checker.shipped(Waivers.NONE);
        Checker.Notes notes = checker.notes();
        if (notes.areWanted() && tasks.size() > 1) {
            for (Checking.Task task : tasks) {
                read(task, setting).report().ifPresent(notes::take);
            }
        }
        for (Checking.Task task : tasks) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (checking.begin(task.report())) {
                Read read = read(task, setting);
                checking.finish(
                        task.report(),
                        read.report()
                                .map(r -> check(checker, r, notes))
                                .orElseGet(() -> Verdict.refused(
                                        task.name(), List.of(read.problem().orElseThrow()))));
            }
        }
    }

    private record Read(Optional<Report> report, Optional<Problem> problem) {}

    private Read read(Checking.Task task, Setting setting) {
        try {
            var document = DocumentReader.read(task.name(), checking.content(task.report()), Limits.USUAL);
            return new Read(Optional.of(Report.of(task.name(), document, setting)), Optional.empty());
        } catch (Refused e) {
            return new Read(Optional.empty(), Optional.of(e.problem()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("Report {} could not be read", task.report(), e);
            return new Read(Optional.empty(), Optional.of(stumbled()));
        }
    }

    private static Verdict check(Checker checker, Report report, Checker.Notes notes) {
        try {
            return checker.check(report, notes);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.error("Report {} could not be checked", report.file(), e);
            return Verdict.refused(report.file(), List.of(stumbled()));
        }
    }

    private static Problem stumbled() {
        return Problem.of(
                "check.stumbled",
                "",
                "这份报告没有审核完，其余报告不受影响。",
                "This report could not be checked to the end; the others are not affected.",
                "请把报告交给系统管理员，详细原因在日志中。",
                "Give it to the administrator; the reason is in the log.");
    }
}

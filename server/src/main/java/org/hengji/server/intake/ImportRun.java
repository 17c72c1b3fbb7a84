package org.hengji.server.intake;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.scoring.Problem;
import org.hengji.server.intake.FileImport.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and imports in the background, two files at a time. */
@Component
class ImportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);
    private static final int AT_ONCE = 2;
    private static final int TRIES = 3;

    private final FileImports imports;
    private final Receivers receivers;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Map<Long, Course> courses = new ConcurrentHashMap<>();
    private final ExecutorService line = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    });

    ImportRun(FileImports imports, Receivers receivers, TransactionTemplate transaction, JdbcClient database) {
        this.imports = imports;
        this.receivers = receivers;
        this.transaction = transaction;
        this.database = database;
    }

    /** How far a run is. */
    static final class Course {
        private volatile long rows;
        private volatile long faulty;
        private volatile long done;
        private volatile long size = 1;
        private volatile boolean cancelled;
        /** The session of the database that works for it; 0 when none does. */
        private int session;

        long rows() {
            return rows;
        }

        long faulty() {
            return faulty;
        }

        int percent() {
            return (int) Math.min(100, done * 100 / Math.max(1, size));
        }

        boolean at(long atRows, long atFaulty, long atDone, long atSize) {
            rows = atRows;
            faulty = atFaulty;
            done = atDone;
            size = atSize;
            return !cancelled && !Thread.currentThread().isInterrupted();
        }

        private synchronized void session(int pid) {
            session = pid;
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void takeUp() {
        imports.unfinished().forEach(this::submit);
    }

    @PreDestroy
    void stop() {
        line.shutdown();
        courses.values().forEach(c -> c.cancelled = true);
        line.shutdownNow();
    }

    Optional<Course> course(long id) {
        return Optional.ofNullable(courses.get(id));
    }

    void submit(long id) {
        Course course = new Course();
        courses.put(id, course);
        line.execute(() -> {
            try {
                imports.find(id).ifPresent(one -> one.errand().run(() -> run(one, course)));
            } catch (RuntimeException e) {
                LOG.error("Import {} stopped", id, e);
            } finally {
                courses.remove(id, course); // the next one of the same file may be in line already
            }
        });
    }

    /** Ends it at once, also within a long statement of the database. */
    void cancel(FileImport one) {
        Course course = courses.get(one.id());
        if (imports.move(one.id(), State.WAITING, State.READING)
                || imports.move(one.id(), State.QUEUED, State.TAKING)) {
            // It had not begun, and will find that it is no longer wanted.
            imports.stopped(one.id(), !one.state().taking());
            return;
        }
        if (course == null) {
            return;
        }
        synchronized (course) {
            course.cancelled = true;
            if (course.session != 0) {
                database.sql("select pg_cancel_backend(?)")
                        .param(course.session)
                        .query(Boolean.class)
                        .single();
            }
        }
    }

    private void run(FileImport one, Course course) {
        boolean trial = one.state() == State.WAITING;
        if (!imports.move(one.id(), one.state(), trial ? State.READING : State.TAKING)) {
            return;
        }
        Path folder = null;
        try {
            folder = Files.createTempDirectory("import-");
            Path file = imports.fetch(one, folder);
            for (int attempt = 1; ; attempt++) {
                try {
                    settle(one, trial, taken(one, trial, file, course));
                    return;
                } catch (PessimisticLockingFailureException e) {
                    // Two waited for each other, and this one gave way: nothing of it is there, so it begins anew.
                    if (attempt == TRIES || course.cancelled) {
                        throw e;
                    }
                }
            }
        } catch (Ended e) {
            if (e.getCause() instanceof Refused refused) {
                imports.read(one.id(), Taken.refused(one.kind(), refused.problem()), State.REFUSED);
            } else {
                ended(one, trial);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            if (course.cancelled || line.isShutdown()) {
                ended(one, trial);
            } else {
                LOG.error("Import {} could not be carried out", one.id(), e);
                imports.read(one.id(), Taken.refused(one.kind(), stumbled()), State.REFUSED);
            }
        } finally {
            clear(folder);
        }
    }

    /** A stop of the program is none of the person: what it leaves is taken up at the next start. */
    private void ended(FileImport one, boolean trial) {
        if (!line.isShutdown()) {
            imports.stopped(one.id(), trial);
        }
    }

    private Taken taken(FileImport one, boolean trial, Path file, Course course) {
        Receiver receiver = receivers.of(one.kind()).orElseThrow();
        Destination destination =
                receiver.destination(one.destination()).orElseThrow(() -> new Ended(new Refused(gone(one))));
        return transaction.execute(status -> {
            course.session(
                    database.sql("select pg_backend_pid()").query(Integer.class).single());
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                Taken taken = receiver.take(new Incoming(
                        one.id(), source, destination, trial, one.errand().person(), course::at));
                if (course.cancelled) {
                    throw new Cancelled();
                }
                if (trial || !taken.result().isSound() || taken.changesNothing()) {
                    status.setRollbackOnly();
                } else {
                    imports.done(one, taken);
                }
                return taken;
            } catch (Refused | Cancelled e) {
                throw new Ended(e);
            } finally {
                course.session(0);
            }
        });
    }

    private void settle(FileImport one, boolean trial, Taken taken) {
        if (!taken.result().isSound()) {
            imports.read(one.id(), taken, State.FAULTY);
        } else if (taken.changesNothing()) {
            imports.read(one.id(), taken, State.SAME);
        } else if (trial) {
            imports.read(one.id(), taken, State.READY);
        }
    }

    private static Problem gone(FileImport one) {
        return Problem.of(
                "intake.gone",
                "",
                "“" + one.name() + "”要导入的那条记录已经不在您的范围内，没有导入任何数据",
                "The record that " + one.name() + " goes into is no longer within your reach; nothing was imported",
                "在“导入”页重新选择导入到哪里",
                "Choose anew where it goes on the page of imports");
    }

    private static Problem stumbled() {
        return Problem.of(
                "intake.stumbled",
                "",
                "这个文件没有处理完，没有导入任何数据，原有数据不受影响",
                "The file was not worked through; nothing was imported and what was there is as it was",
                "再试一次；仍然如此，请把文件交给系统管理员，详细原因在日志中",
                "Try once more; if it happens again, give the file to the administrator, the reason is in the log");
    }

    private static void clear(Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", folder, e);
        } catch (UncheckedIOException e) {
            LOG.warn("{} could not be removed", folder, e);
        }
    }

    /** Takes a checked end out of the transaction, which it takes back. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended(Exception cause) {
            super(null, cause, false, false);
        }
    }
}

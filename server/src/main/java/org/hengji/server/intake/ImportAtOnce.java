package org.hengji.server.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.Refusal;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.Progress;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.server.access.Errand;
import org.hengji.server.access.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An import without the pages: read and taken in at once, in one transaction with its entries in the trail, on behalf of a
 * person whose role and reach hold as they do on the pages.
 */
@Component
public class ImportAtOnce {
    private static final String CONSOLE = "console";

    private final Receivers receivers;
    private final FileImports imports;
    private final TransactionTemplate transaction;

    ImportAtOnce(Receivers receivers, FileImports imports, TransactionTemplate transaction) {
        this.receivers = receivers;
        this.imports = imports;
        this.transaction = transaction;
    }

    /** What such a file asks of whoever brings it. */
    public Receiver receiver(String kind) {
        return receivers.of(kind).orElseThrow(() -> {
            String kinds = receivers.all().stream().map(Receiver::kind).collect(Collectors.joining(", "));
            return kind.equals("monitoring")
                    ? new Refusal(
                            "监控表现在还没有可以写入的地方：系统里还没有绩效运行监控的登记，只能试读（不加 --apply）。没有导入任何数据。可以导入的有：" + kinds,
                            "There is no register yet that a monitoring workbook could go into; it can only be read for"
                                    + " trial, without --apply. Nothing was imported. What can be imported: " + kinds)
                    : new Refusal(
                            "没有“" + kind + "”这种可以导入的表，没有导入任何数据。请用 --kind 写明，可以导入的有：" + kinds,
                            "There is no kind " + kind + " to be imported; nothing was imported. Name one with --kind: "
                                    + kinds);
        });
    }

    /**
     * Of these people the first who may write into that record.
     *
     * @param to null where there is only one record that any of them could mean
     * @throws Refusal when there is no such record, or it is not said which of several
     */
    public Person oneOf(List<Person> people, String kind, String to) {
        Receiver receiver = receiver(kind);
        Map<String, Destination> reached = new LinkedHashMap<>();
        Person first = null;
        for (Person person : people) {
            List<Destination> own = new Errand(person, CONSOLE, "-")
                    .call(() -> to == null
                            ? receiver.destinations()
                            : receiver.destination(to).stream().toList());
            own.forEach(destination -> reached.put(destination.key(), destination));
            first = first == null && !own.isEmpty() ? person : first;
        }
        if (reached.size() != 1) {
            throw noDestination("", to, List.copyOf(reached.values()));
        }
        return first;
    }

    /**
     * @param to key of the record that the file goes into; null where there is only one
     * @return what the file did; with an error in the result, or when it says nothing new, nothing was written at all
     * @throws Refused when the file cannot be read
     * @throws Refusal when the person may not bring such a file, or no such record is within reach
     */
    public Taken take(Person person, String kind, String to, Path file, Progress progress) throws Refused {
        Receiver receiver = receiver(kind);
        if (!receiver.roles().contains(person.role())) {
            throw new Refusal(
                    person.displayName() + "（" + person.name() + "，"
                            + person.role().key()
                            + "）的角色不能导入这种表，没有导入任何数据。可以导入它的角色："
                            + roles(receiver),
                    person.name() + " is a " + person.role().key()
                            + ", who may not bring such a file; nothing was imported. Those who may: "
                            + roles(receiver));
        }
        Errand errand = new Errand(person, CONSOLE, "-");
        try {
            return errand.call(() -> taken(receiver, errand, destination(receiver, person, to), file, progress));
        } catch (Unreadable e) {
            throw (Refused) e.getCause();
        }
    }

    private static String roles(Receiver receiver) {
        return receiver.roles().stream().sorted().map(role -> role.key()).collect(Collectors.joining(", "));
    }

    private Taken taken(Receiver receiver, Errand errand, Destination destination, Path file, Progress progress) {
        return transaction.execute(status -> {
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                FileImport one = imports.enter(receiver.kind(), destination, errand, file);
                Taken taken = receiver.takeOutright(
                        new Incoming(one.id(), source, destination, false, errand.person(), progress));
                if (taken.result().isSound() && !taken.changesNothing()) {
                    imports.done(one, taken);
                } else {
                    status.setRollbackOnly();
                }
                return taken;
            } catch (Refused e) {
                throw new Unreadable(e);
            } catch (IOException | Cancelled e) {
                throw new Refusal(
                        file + " 没有读完，没有导入任何数据。请确认文件还在、没有被别的程序改动，再试一次。",
                        file + " was not read to its end; nothing was imported. See that it is still there and that no"
                                + " other program is changing it, then try again.",
                        e);
            }
        });
    }

    private static Destination destination(Receiver receiver, Person person, String to) {
        List<Destination> all = receiver.destinations();
        if (to == null && all.size() == 1) {
            return all.get(0);
        }
        return (to == null ? Optional.<Destination>empty() : receiver.destination(to))
                .orElseThrow(() -> noDestination(person.name(), to, all));
    }

    private static Refusal noDestination(String who, String to, List<Destination> all) {
        boolean own = all.stream().anyMatch(d -> d.key().isEmpty());
        String zh = own
                ? "这种表由文件自己写明每一行归谁，不用 --into。"
                : all.isEmpty()
                        ? "现在没有" + (who.isEmpty() ? "" : " " + who + " ") + "可以写入的记录：请先在系统里建立它"
                                + (who.isEmpty() ? "。" : "，或换一个账号。")
                        : "请用 --into 写明导入到哪一条："
                                + all.stream()
                                        .map(d -> "\n  " + d.key() + "  "
                                                + d.name().zh())
                                        .collect(Collectors.joining());
        String en = own
                ? "In a file of this kind each row says whose it is; leave --into out."
                : all.isEmpty()
                        ? "There is no record now that " + (who.isEmpty() ? "anybody" : who)
                                + " may write into: begin it in the application first"
                                + (who.isEmpty() ? "." : ", or name another account.")
                        : "Say with --into which of them:"
                                + all.stream()
                                        .map(d -> "\n  " + d.key() + "  "
                                                + d.name().en())
                                        .collect(Collectors.joining());
        return new Refusal(
                (to == null ? "没有写明导入到哪一条记录，" : "没有可以导入到的记录“" + to + "”，") + "没有导入任何数据。" + zh,
                (to == null
                                ? "It is not said which record the file goes into"
                                : "There is no record " + to + " to import into")
                        + "; nothing was imported. " + en);
    }

    /** Takes a checked end out of the transaction, which it takes back. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(Refused cause) {
            super(null, cause, false, false);
        }
    }
}

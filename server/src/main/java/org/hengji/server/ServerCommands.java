package org.hengji.server;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.hengji.Options;
import org.hengji.Refusal;
import org.hengji.command.AppliedImportText;
import org.hengji.command.RecoverText;
import org.hengji.command.TrailText;
import org.hengji.documents.Refused;
import org.hengji.server.access.Person;
import org.hengji.server.backup.Backup;
import org.hengji.server.backup.Restore;
import org.hengji.server.database.DataFolder;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.hengji.server.database.ExternalPostgres;
import org.hengji.server.database.Mark;
import org.hengji.server.identity.PeopleByName;
import org.hengji.server.intake.ImportAtOnce;
import org.hengji.server.intake.Receiver;
import org.hengji.server.intake.Taken;
import org.hengji.server.organisation.Scope;

/** The commands that need a database. Everything said on stdout is a result; the rest goes to stderr. */
public final class ServerCommands {

    private static final int PEOPLE_NAMED = 12;

    private ServerCommands() {}

    /** Runs the demonstration until it is stopped. */
    public static int demo(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--port", "--address"), 0);
        Path data = Path.of(options.get("--data", "demo-data"));
        return WebServer.start(Mark.DEMO, data, null, options);
    }

    /** Runs the real thing until it is stopped. */
    public static int serve(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database", "--port", "--address"), 0);
        String database = options.get("--database");
        if (database != null && options.get("--data") != null) {
            throw new Refusal("--data 和 --database 只能选一个。", "Give either --data or --database, not both.");
        }
        Path data = database == null ? Path.of(options.get("--data", "data")) : null;
        return WebServer.start(Mark.SERVE, data, database, options);
    }

    /** Writes everything into one file; a running server goes on working meanwhile. */
    public static int backup(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database", "--out"), 0);
        mustNameOnePlace(options);
        if (options.get("--out") == null) {
            throw new Refusal("请用 --out 给出备份文件名。", "Name the backup file with --out.");
        }
        Path out = Path.of(options.get("--out"));
        return with(options, database -> {
            System.out.println(Backup.write(database, out));
            return 0;
        });
    }

    /** Brings a backup into an empty folder or an empty database. */
    public static int restore(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database"), 1);
        mustNameOnePlace(options);
        try (Restore restore = Restore.open(Path.of(options.operand(0)))) {
            if (options.get("--data") != null) {
                System.out.println(restore.into(Path.of(options.get("--data"))));
            } else {
                try (Database database = ExternalPostgres.connect(options.get("--database"), System.getenv())) {
                    System.out.println(restore.into(database));
                }
            }
        }
        return 0;
    }

    /** Brings a workbook in on behalf of a person; a running server goes on working meanwhile. */
    public static int applyImport(List<String> arguments) {
        boolean json = arguments.contains("--json");
        List<String> rest = arguments.stream()
                .filter(a -> !a.equals("--apply") && !a.equals("--json"))
                .toList();
        Options options = Options.parse(rest, Set.of("--kind", "--data", "--database", "--as", "--into"), 1);
        mustNameOnePlace(options);
        String kind = options.get("--kind");
        if (kind == null) {
            throw new Refusal("请用 --kind 写明是哪种表，没有导入任何数据。", "Name the kind with --kind; nothing was imported.");
        }
        Path file = Path.of(options.operand(0));
        Path data = options.get("--data") == null ? null : Path.of(options.get("--data"));
        return with(options, database -> {
            try (BackOffice office = BackOffice.open(database, data)) {
                ImportAtOnce imports = office.part(ImportAtOnce.class);
                PeopleByName people = office.part(PeopleByName.class);
                Receiver receiver = imports.receiver(kind);
                Person person = options.get("--as") == null && people.isDemonstration()
                        ? anybody(office, people.in(receiver.roles()), kind, options.get("--into"))
                        : person(people, options.get("--as"), receiver);
                Taken taken = imports.take(person, kind, options.get("--into"), file, AppliedImportText::progress);
                return AppliedImportText.tell(file, kind, taken, json);
            } catch (Refused e) {
                return AppliedImportText.refused(file, kind, e, json);
            }
        });
    }

    /** In a demonstration, where it is all the same who does it, whoever reaches furthest. */
    private static Person anybody(BackOffice office, List<Person> people, String kind, String to) {
        Scope scope = office.part(Scope.class);
        List<Person> furthest = people.stream()
                .sorted(Comparator.comparing(person -> -scope.of(person).size()))
                .toList();
        Person person = office.part(ImportAtOnce.class).oneOf(furthest, kind, to);
        System.err.println("以 " + person.name() + " 的名义导入。  On behalf of " + person.name() + ".");
        return person;
    }

    private static Person person(PeopleByName people, String name, Receiver receiver) {
        Optional<Person> person = name == null ? Optional.empty() : people.find(name);
        return person.orElseThrow(() -> {
            List<String> known = people.in(receiver.roles()).stream()
                    .map(p -> "\n  " + p.name() + "  " + p.displayName())
                    .toList();
            String some = String.join("", known.subList(0, Math.min(PEOPLE_NAMED, known.size())));
            return new Refusal(
                    (name == null ? "没有写明以谁的名义导入" : "没有在用的账号“" + name + "”")
                            + "，没有导入任何数据。导入按这个人的角色和数据范围办理，并记入他名下的留痕。请用 --as 写明登录名；可以导入这种表的共 "
                            + known.size() + " 人" + (some.isEmpty() ? "，请先在系统管理里建立账号。" : "：" + some),
                    (name == null ? "It is not said on whose behalf to import" : "There is no open account " + name)
                            + "; nothing was imported. The person's role and reach decide what may be written, and the"
                            + " trail names the person. Give the login name with --as; "
                            + known.size() + " may bring such a file" + (some.isEmpty() ? "." : ":" + some));
        });
    }

    /** Walks the hash chain of the trail; a running server goes on working meanwhile. */
    public static int verifyTrail(List<String> arguments) {
        boolean json = arguments.contains("--json");
        List<String> rest = arguments.stream().filter(a -> !a.equals("--json")).toList();
        Options options = Options.parse(rest, Set.of("--data", "--database"), 0);
        mustNameOnePlace(options);
        return with(options, database -> TrailText.verify(database, json));
    }

    /** Deletes trail entries after their retention time, under a signed checkpoint. */
    public static int pruneTrail(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database", "--keep"), 0);
        mustNameOnePlace(options);
        int days = TrailText.days(options.get("--keep"));
        Path data = options.get("--data") == null ? null : Path.of(options.get("--data"));
        return with(options, database -> TrailText.prune(database, data, days));
    }

    /** Lets an administrator in again; a running server goes on working meanwhile. */
    public static int recover(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database"), 1);
        mustNameOnePlace(options);
        // Where nobody runs, the link is completed by hand.
        String address = Optional.ofNullable(options.get("--data"))
                .flatMap(folder -> DataFolder.address(Path.of(folder)))
                .orElse("http://…/");
        return with(options, database -> RecoverText.tell(database, options.operand(0), address));
    }

    /** The database that the options name: an external one, the folder's own, or that of a server running on it. */
    private static int with(Options options, ToIntFunction<Database> act) {
        if (options.get("--database") != null) {
            try (Database database = ExternalPostgres.connect(options.get("--database"), System.getenv())) {
                return act.applyAsInt(database);
            }
        }
        Path data = Path.of(options.get("--data"));
        Optional<DataFolder> free = DataFolder.hold(data);
        if (free.isPresent()) {
            try (DataFolder folder = free.get();
                    Database database = EmbeddedPostgres.start(folder)) {
                return act.applyAsInt(database);
            }
        }
        try (Database database = held(data)) {
            return act.applyAsInt(database);
        }
    }

    /** A running server holds the folder; its database takes one more visitor. */
    private static Database held(Path data) {
        return EmbeddedPostgres.runningIn(data)
                .orElseThrow(() -> new Refusal(
                        data + " 正由另一个进程使用，但它的数据库还连接不上。请稍后再试。",
                        data + " is held by another process whose database does not answer yet. Try again shortly."));
    }

    private static void mustNameOnePlace(Options options) {
        System.setProperty("logback.configurationFile", "logback-command.xml");
        if ((options.get("--data") == null) == (options.get("--database") == null)) {
            throw new Refusal("请给出 --data 文件夹 或 --database 地址，二者选一。", "Give one of --data DIR and --database URL.");
        }
    }
}

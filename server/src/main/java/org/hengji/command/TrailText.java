package org.hengji.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.Refusal;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.server.database.Database;
import org.hengji.server.trail.Chain;
import org.hengji.server.trail.Retention;
import org.hengji.server.trail.SigningKey;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What {@code verify-trail} and {@code prune-trail} say on the command line. */
public final class TrailText {

    private static final int BROKEN = 1;

    private TrailText() {}

    public static int verify(Database database, boolean json) {
        Chain.Result result;
        try (Connection connection = database.connect()) {
            mustHaveTrail(connection, "trail");
            result = Chain.verify(connection);
        } catch (SQLException e) {
            throw notRead(e);
        }
        List<Problem> faults = result.whole() ? List.of() : List.of(problem(result));
        faults.forEach(fault -> System.err.print(ProblemText.of("trail", fault)));
        if (json) {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("whole", result.whole());
            element.put("entries", result.entries());
            element.put("deleted", result.deleted());
            element.put("last", result.last());
            element.put("hash", result.hash());
            element.put("brokenAt", result.whole() ? null : result.brokenAt().getAsLong());
            element.put("signedBy", result.signedBy().orElse(null));
            element.put("errors", Json.problems(faults));
            System.out.println(Json.array(List.of(element)));
        } else if (result.whole()) {
            System.out.println("留痕完整：" + result.entries() + " 条"
                    + (result.deleted() == 0
                            ? ""
                            : "，另有 " + result.deleted() + " 条已按期删除，签名密钥 "
                                    + result.signedBy().orElse(""))
                    + "；末条 " + result.last() + " " + result.hash());
            System.out.println("The trail is whole: " + result.entries() + " entries"
                    + (result.deleted() == 0
                            ? ""
                            : ", " + result.deleted() + " more deleted after their time, signing key "
                                    + result.signedBy().orElse(""))
                    + "; last " + result.last() + " " + result.hash());
        }
        return result.whole() ? 0 : BROKEN;
    }

    /** What was given after --keep; less than the law allows is refused before anything is opened. */
    public static int days(String text) {
        try {
            int days = Integer.parseInt(text == null ? "" : text);
            if (days >= Retention.SHORTEST_DAYS) {
                return days;
            }
        } catch (NumberFormatException said) {
            // below
        }
        throw new Refusal(
                "请用 --keep 写明保存多少天" + (text == null ? "" : "，给的是“" + text + "”") + "；网络安全法要求不少于六个月，这里至少 "
                        + Retention.SHORTEST_DAYS + " 天。没有删除任何留痕。",
                "Say after --keep how many days to keep" + (text == null ? "" : "; \"" + text + "\" was given")
                        + ". The Cybersecurity Law asks for six months, here " + Retention.SHORTEST_DAYS
                        + " days at least. Nothing was deleted.");
    }

    public static int prune(Database database, Path dataFolder, int keepDays) {
        try (Connection connection = database.connect()) {
            mustHaveTrail(connection, "trail_checkpoint");
            Chain.Result result = Chain.verify(connection);
            if (!result.whole()) {
                System.err.print(ProblemText.of("trail", problem(result)));
                System.err.println("没有删除：留痕已被改动，先查清原因。 Nothing was deleted: find out first who changed the trail.");
                return BROKEN;
            }
            SigningKey key = SigningKey.of(dataFolder, System.getenv());
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(source);
            Retention.Deleted deleted = new Retention(
                            jdbc,
                            new Trail(jdbc, JsonMapper.shared()),
                            new TransactionTemplate(new JdbcTransactionManager(source)),
                            Clock.systemUTC())
                    .deleteOlderThan(keepDays, "命令行", key);
            System.out.println("删除 " + deleted.entries() + " 条留痕"
                    + (deleted.entries() == 0
                            ? "：没有超过 " + keepDays + " 天的。"
                            : "，到第 " + deleted.upTo() + " 条为止，签名密钥 " + key.fingerprint() + "。")
                    + " Deleted " + deleted.entries() + " entries"
                    + (deleted.entries() == 0
                            ? ": none is older than " + keepDays + " days."
                            : ", up to " + deleted.upTo() + ", signing key " + key.fingerprint() + "."));
            return 0;
        } catch (SQLException e) {
            throw notRead(e);
        }
    }

    static void mustHaveTrail(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Database.SCHEMA + "." + table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new Refusal(
                            "这里还没有操作留痕，或者是较早的版本建立的。请先用 serve 或 demo 启动一次。",
                            "There is no trail here yet, or an earlier version made it. Start once with serve or demo.");
                }
            }
        }
    }

    private static Problem problem(Chain.Result result) {
        long at = result.brokenAt().getAsLong();
        String[] what = switch (result.broken().orElseThrow()) {
            case CHANGED ->
                new String[] {
                    "第 " + at + " 条留痕被改动过，内容与写入时的摘要不符",
                    "Entry " + at + " was changed: it no longer gives the hash written with it"
                };
            case MISSING -> new String[] {"第 " + at + " 条留痕不见了", "Entry " + at + " is missing"};
            case OUT_OF_PLACE ->
                new String[] {
                    "第 " + at + " 条留痕接不上前一条，被移动过或是后来放进去的",
                    "Entry " + at + " does not follow the one before: it was moved, or put there later"
                };
            case HEAD ->
                new String[] {
                    "第 " + at + " 条起与末条的记录对不上，末尾被截去、重写或添加过",
                    "From entry " + at + " on the end of the trail disagrees with the note of its last entry"
                };
            case CHECKPOINT ->
                new String[] {
                    "到第 " + at + " 条为止的删除签名不成立，或接不上前一个签名",
                    "The signature for the deletion up to entry " + at
                            + " is not valid or does not follow the one before"
                };
        };
        return Problem.of(
                "trail.broken",
                "",
                what[0],
                what[1],
                "前 " + result.last() + " 条可信。请保留现场，用最近的备份核对第 " + at + " 条前后的内容，并查数据库的登录记录",
                "Entries up to " + result.last()
                        + " can be trusted. Touch nothing, compare the entries around " + at
                        + " with the last backup, and look at who signed in to the database");
    }

    private static Refusal notRead(SQLException e) {
        return new Refusal(
                "留痕没有读完（" + e.getMessage() + "），不能下结论。请检查数据库后再试。",
                "The trail was not read to its end (" + e.getMessage()
                        + "), so nothing can be said. Look at the database and try again.",
                e);
    }
}

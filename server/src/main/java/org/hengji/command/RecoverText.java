package org.hengji.command;

import java.sql.Connection;
import java.sql.SQLException;
import org.hengji.Refusal;
import org.hengji.server.database.Database;
import org.hengji.server.identity.Recovery;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What {@code recover} says on the command line. */
public final class RecoverText {

    private RecoverText() {}

    /** @param address where the server answers, with a slash at its end; or what stands for it */
    public static int tell(Database database, String name, String address) {
        try (Connection connection = database.connect()) {
            TrailText.mustHaveTrail(connection, "right_request");
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(source);
            String token = new Recovery(
                            jdbc,
                            new Trail(jdbc, JsonMapper.shared()),
                            new TransactionTemplate(new JdbcTransactionManager(source)))
                    .of(name);
            System.out.println("recover: " + address + "setup?token=" + token);
            System.err.println("锁定已解除。请本人在一天之内打开上面的链接设置新密码；链接只能用一次，用后原来的第二因素随之取消。已记入留痕。");
            System.err.println(
                    "The lock is lifted. The person opens the link above within a day and sets a new password;"
                            + " it works once, and the former second factor goes with it. This is in the trail.");
            return 0;
        } catch (SQLException e) {
            throw new Refusal(
                    "没有恢复（" + e.getMessage() + "），什么也没有改。请检查数据库后再试。",
                    "Nothing was recovered or changed (" + e.getMessage() + "). Look at the database and try again.",
                    e);
        }
    }
}

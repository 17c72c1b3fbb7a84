package org.hengji.server.identity;

import java.util.Map;
import java.util.Optional;
import org.hengji.Refusal;
import org.hengji.server.access.Role;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For an administrator who is locked out, has forgotten the password or lost the second factor, and whom no colleague
 * can help. Whoever sits at the server's own console may do it, and everybody sees afterwards that it was done.
 */
public final class Recovery {

    private static final String CONSOLE = "console";
    private static final String NOTE = "服务器控制台恢复 recovery on the console";

    private final JdbcClient jdbc;
    private final Trail trail;
    private final TransactionTemplate transaction;

    public Recovery(JdbcClient jdbc, Trail trail, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.transaction = transaction;
    }

    /**
     * Lifts the lock and makes a link that sets the password anew and takes the second factor away.
     *
     * @return the token of the link, which works once and for a day
     */
    public String of(String name) {
        record Found(long id, String name, Role role, String displayName, boolean enabled) {}
        Optional<Found> found = jdbc.sql(
                        "select id, name, role, display_name, enabled from account where lower(name) = lower(?)")
                .param(name)
                .query((row, i) -> new Found(
                        row.getLong(1),
                        row.getString(2),
                        Role.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getBoolean(5)))
                .optional();
        if (found.isEmpty()) {
            throw new Refusal(
                    "没有账号“" + name + "”，什么也没有改。请核对登录名；“系统管理”里列有全部账号。",
                    "There is no account \"" + name
                            + "\"; nothing was changed. Check the name: the page of the system administrator lists all"
                            + " accounts.");
        }
        Found account = found.get();
        if (!account.role().administrator()) {
            throw new Refusal(
                    "“" + account.name() + "”不是三员，什么也没有改。其他人的密码由系统管理员申请重置、安全管理员批准，不走控制台。",
                    "\"" + account.name()
                            + "\" is none of the three administrators; nothing was changed. Others are reset by a request"
                            + " of the system administrator that the security administrator approves.");
        }
        if (!account.enabled()) {
            throw new Refusal(
                    "账号“" + account.name() + "”已停用，什么也没有改。停用的账号由系统管理员申请启用、安全管理员批准。",
                    "The account \"" + account.name()
                            + "\" is closed; nothing was changed. It is opened again by request and approval.");
        }
        return transaction.execute(status -> {
            int failures = jdbc.sql("delete from sign_in_failure where name = lower(?)")
                    .param(account.name())
                    .update();
            // A request like any other, so that the pages show it where they show the others.
            long request = jdbc.sql(
                            "insert into right_request (kind, person, account, role, reason, comment, asked_by, decision,"
                                    + " decided_by, decided_at) values ('RESET', ?, ?, ?, ?, ?, '-', 'APPROVED', ?, now())"
                                    + " returning id")
                    .params(account.displayName(), account.id(), account.role().name(), NOTE, NOTE, CONSOLE)
                    .query(Long.class)
                    .single();
            String token = new Invitations(jdbc, trail).issueReset(request, account.role(), account.displayName());
            trail.recordBy(
                    CONSOLE,
                    "account.recover",
                    "account/" + account.name(),
                    Map.of("request", request, "failuresForgotten", failures));
            return token;
        });
    }
}

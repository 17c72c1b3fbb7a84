package org.hengji.server.identity;

import jakarta.annotation.PostConstruct;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.server.access.Role;
import org.hengji.server.database.FirstWords;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * There is no default account. While there is no administrator of a kind, each start prints one link that makes the
 * first; from then on administrators, too, are asked for and approved.
 */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
class SetupLink implements FirstWords {

    private static final Map<String, Role> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("setup", Role.SYSTEM_ADMINISTRATOR);
        KINDS.put("setup-security", Role.SECURITY_ADMINISTRATOR);
        KINDS.put("setup-audit", Role.AUDIT_ADMINISTRATOR);
    }

    private final Accounts accounts;
    private final Invitations invitations;

    SetupLink(Accounts accounts, Invitations invitations) {
        this.accounts = accounts;
        this.invitations = invitations;
    }

    /** Before the first page is asked for: a wrong key is found now, and not by the first person who gives a code. */
    @PostConstruct
    void seal() {
        accounts.sealSecondFactors();
    }

    @Override
    public void say(String address, PrintStream out) {
        boolean said = false;
        for (var kind : KINDS.entrySet()) {
            if (accounts.none(kind.getValue())) {
                out.println(kind.getKey() + ": " + address + "setup?token=" + invitations.issueFirst(kind.getValue()));
                said = true;
            }
        }
        if (said) {
            System.err.println("三员还没有配齐。请把上面 setup 开头的链接分别交给系统、安全、审计管理员本人，一天之内打开，各建立一个账号；" + "每个链接只能用一次，三个账号应属于三个人。");
            System.err.println("The three administrators are not complete. Give the links after \"setup\" above to the"
                    + " system, security and audit administrator, three different people, to be opened within a day;"
                    + " each works once.");
        }
    }
}

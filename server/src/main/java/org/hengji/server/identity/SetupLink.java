package org.hengji.server.identity;

import java.io.PrintStream;
import org.hengji.server.database.FirstWords;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** There is no default account. While there is none at all, each start prints one link that makes the first. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
class SetupLink implements FirstWords {

    private final Accounts accounts;
    private final Invitations invitations;

    SetupLink(Accounts accounts, Invitations invitations) {
        this.accounts = accounts;
        this.invitations = invitations;
    }

    @Override
    public void say(String address, PrintStream out) {
        if (accounts.none()) {
            out.println("setup: " + address + "setup?token=" + invitations.issueFirst());
            System.err.println("还没有任何账号。请在一天之内打开上面 setup: 后的链接，建立第一个系统管理员；链接只能用一次。");
            System.err.println(
                    "There is no account yet. Open the link after \"setup:\" within a day to create the first"
                            + " system administrator; it works once.");
        }
    }
}

package org.hengji.server.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, by counts in the database that a restart does not forget. Name and address together are locked
 * after few failures, an address after more. Against many addresses a name is locked as a whole, but not where its
 * owner has signed in from before, and not for whoever has a second factor, which guards such an account anyway:
 * nobody can be kept out for good by others' attempts.
 */
@Component
class Throttle {

    static final int PER_NAME_AND_ADDRESS = 5;
    static final int PER_ADDRESS = 50;
    static final int PER_NAME = 20;
    static final int CODES_PER_NAME = 5;

    private final JdbcClient jdbc;

    Throttle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean mustWait(String name, String address) {
        return jdbc.sql("""
                        select count(*) filter (where name = lower(:name) and address = :address) >= :both
                            or count(*) filter (where address = :address) >= :perAddress
                            or count(*) filter (where name = lower(:name)) >= :perName
                                and not exists (select from account
                                    where lower(name) = lower(:name) and second_factor is not null)
                                and not exists (select from trail t join account a on a.name = t.who
                                    where lower(a.name) = lower(:name) and t.action = 'sign-in.succeed'
                                    and t.origin = :address and t.at > now() - interval '30 days')
                        from sign_in_failure where factor = 'password' and at > now() - interval '15 minutes'
                        """)
                .param("name", name)
                .param("address", address)
                .param("both", PER_NAME_AND_ADDRESS)
                .param("perAddress", PER_ADDRESS)
                .param("perName", PER_NAME)
                .query(Boolean.class)
                .single();
    }

    /** For the one-time code, which comes after the right password: there, others' attempts do not count. */
    boolean mustWaitWithCode(String name) {
        return jdbc.sql("select count(*) >= ? from sign_in_failure where factor = 'code' and name = lower(?)"
                        + " and at > now() - interval '15 minutes'")
                .params(CODES_PER_NAME, name)
                .query(Boolean.class)
                .single();
    }

    void failed(String name, String address, String factor) {
        jdbc.sql("delete from sign_in_failure where at < now() - interval '1 day'")
                .update();
        jdbc.sql("insert into sign_in_failure (name, address, factor) values (lower(?), ?, ?)")
                .params(name, address, factor)
                .update();
    }

    void succeeded(String name, String address) {
        jdbc.sql("delete from sign_in_failure where name = lower(?) and (address = ? or factor = 'code')")
                .params(name, address)
                .update();
    }
}

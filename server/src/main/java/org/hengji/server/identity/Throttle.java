package org.hengji.server.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down. Counted per name and address together, so that nobody can lock an administrator out from
 * elsewhere; with a wider limit per address, and a much wider one per name against many addresses at once.
 */
@Component
class Throttle {

    private static final int PER_NAME_AND_ADDRESS = 5;
    private static final int PER_ADDRESS = 50;
    private static final int PER_NAME = 100;

    private final JdbcClient jdbc;

    Throttle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean mustWait(String name, String address) {
        return jdbc.sql("""
                        select count(*) filter (where name = lower(:name) and address = :address) >= :both
                            or count(*) filter (where address = :address) >= :perAddress
                            or count(*) filter (where name = lower(:name)) >= :perName
                        from sign_in_failure where at > now() - interval '15 minutes'
                        """)
                .param("name", name)
                .param("address", address)
                .param("both", PER_NAME_AND_ADDRESS)
                .param("perAddress", PER_ADDRESS)
                .param("perName", PER_NAME)
                .query(Boolean.class)
                .single();
    }

    void failed(String name, String address) {
        jdbc.sql("delete from sign_in_failure where at < now() - interval '1 day'")
                .update();
        jdbc.sql("insert into sign_in_failure (name, address) values (lower(?), ?)")
                .params(name, address)
                .update();
    }

    void succeeded(String name, String address) {
        jdbc.sql("delete from sign_in_failure where name = lower(?) and address = ?")
                .params(name, address)
                .update();
    }
}

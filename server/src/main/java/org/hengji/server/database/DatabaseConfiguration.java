package org.hengji.server.database;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands the database to Spring: pool and migrations follow from this one bean. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Database database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }

    /** The mark is in the database too: a server's database has no folder, and a folder can be put together by hand. */
    @Bean
    @DependsOnDatabaseInitialization
    InitializingBean installationMark(JdbcClient jdbc, @Value("${hengji.mark}") String word) {
        return () -> {
            Mark wanted = Mark.of(word);
            jdbc.sql("insert into installation (mark) values (?) on conflict do nothing")
                    .param(wanted.word())
                    .update();
            Mark.of(jdbc.sql("select mark from installation")
                            .query(String.class)
                            .single())
                    .mustBe(wanted, "database");
        };
    }
}

package org.hengji.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hengji.Refusal;
import org.hengji.server.database.Database;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application without its doors, for commands: the same parts, made when they are asked for. No page, no timer, and
 * nothing that begins by itself, so it may stand beside a running server.
 */
final class BackOffice implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private BackOffice(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** @param folder null beside an external database */
    static BackOffice open(Database database, Path folder) {
        DataSource source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        mustBeOfThisVersion(source);
        String mark = JdbcClient.create(source)
                .sql("select mark from installation")
                .query(String.class)
                .single();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "command",
                        Map.of("hengji.mark", mark, "hengji.data", folder == null ? "" : folder.toString())));
        context.registerBean(DataSource.class, () -> source);
        context.register(Ground.class);
        ClassPathBeanDefinitionScanner parts = new ClassPathBeanDefinitionScanner(context);
        // It would bring in all that Spring Boot begins by itself, migrations among it.
        parts.addExcludeFilter(new AssignableTypeFilter(ServerApplication.class));
        parts.scan(BackOffice.class.getPackageName());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        return new BackOffice(context);
    }

    /** A running server must find what it knows, and we what we know. */
    private static void mustBeOfThisVersion(DataSource source) {
        var migrations = Flyway.configure()
                .dataSource(source)
                .defaultSchema(Database.SCHEMA)
                .load()
                .info();
        boolean ours = migrations.current() != null
                && migrations.pending().length == 0
                && Arrays.stream(migrations.all())
                        .noneMatch(m -> m.getState().name().startsWith("FUTURE"));
        if (!ours) {
            throw new Refusal(
                    "这里的数据库是其他版本建立的，什么也没有改。请先用同一版本的 serve 或 demo 启动一次，让数据库升级。",
                    "This database was made by another version; nothing was changed. Start it once with serve or demo of"
                            + " this version to renew it.");
        }
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What Spring Boot brings elsewhere; no component, or the application would find it too. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Ground {
        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.shared();
        }

        @Bean
        MessageSource messageSource() {
            ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
            texts.setBasename("messages");
            texts.setDefaultEncoding("UTF-8");
            texts.setFallbackToSystemLocale(false);
            return texts;
        }
    }
}

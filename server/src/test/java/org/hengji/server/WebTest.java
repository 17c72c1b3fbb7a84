package org.hengji.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hengji.server.database.Database;
import org.hengji.server.database.DatabaseTest;
import org.hengji.server.database.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The whole application on a fresh database, with {@code MockMvc} in front of it. Say which kind with
 * {@code @TestPropertySource(properties = "hengji.mark=demo")}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@SpringBootTest(classes = ServerApplication.class)
@AutoConfigureMockMvc
@DirtiesContext // the next class wants the one database for itself
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@TestExecutionListeners(
        listeners = WebTest.OutsideRequests.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface WebTest {

    /** Takes away the request that Spring lends to every test: what a test calls itself is no request. */
    class OutsideRequests extends AbstractTestExecutionListener {
        @Override
        public void beforeTestMethod(TestContext context) {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    class FreshDatabase implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            context.registerBean(Database.class, TestDatabase::empty, bean -> bean.setDestroyMethodName(""));
            context.registerBean(Web.class);
            TestPropertyValues.of("hengji.data=target/test-keys").applyTo(context);
        }
    }
}

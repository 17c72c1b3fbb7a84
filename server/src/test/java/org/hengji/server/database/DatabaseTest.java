package org.hengji.server.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs a database. The build runs it twice: embedded, and against a separate server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("database")
@ExtendWith(DatabaseTest.NeedsDatabase.class)
public @interface DatabaseTest {

    /** Nobody should believe that both databases were tested when one was not. */
    class NeedsDatabase implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!TestDatabase.onServer() || TestDatabase.serverUrl() != null) {
                return ConditionEvaluationResult.enabled("database at hand");
            }
            System.err.println("SKIPPED on a separate PostgreSQL server, because HENGJI_TEST_DATABASE_URL is not set: "
                    + context.getDisplayName());
            return ConditionEvaluationResult.disabled("HENGJI_TEST_DATABASE_URL is not set");
        }
    }
}

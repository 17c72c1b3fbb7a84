package org.hengji.server.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hengji.server.procedure.TrialCity.as;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.database.Database;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Scope;
import org.hengji.server.procedure.TrialCity.TrialMatter;
import org.hengji.server.trail.Chain;
import org.hengji.server.year.Years;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

/** Random paths of documents through the whole application on the real database, beside the course alone. */
class ProcedurePathsTest {

    private static Application application;
    private static int tried;
    private static final Set<Act> HAPPENED = EnumSet.noneOf(Act.class);

    /** The application as other tests have it; this engine has no support for Spring of its own. */
    @WebTest
    @TestPropertySource(properties = "hengji.mark=serve")
    @Import(Trial.class)
    static class Holder {}

    @TestConfiguration
    static class Trial {
        @Bean
        TrialMatter trialMatter() {
            return new TrialMatter();
        }
    }

    private record Application(
            TestContextManager manager,
            TrialCity city,
            Procedures procedures,
            Years years,
            Scope scope,
            TrialMatter matter,
            Database database) {

        static Application start() {
            TestContextManager manager = new TestContextManager(Holder.class);
            ApplicationContext context = manager.getTestContext().getApplicationContext();
            return new Application(
                    manager,
                    new TrialCity(context.getBean(JdbcClient.class)),
                    context.getBean(Procedures.class),
                    context.getBean(Years.class),
                    context.getBean(Scope.class),
                    context.getBean(TrialMatter.class),
                    context.getBean(Database.class));
        }
    }

    @AfterContainer
    static void theTrailHoldsAllOfIt() throws Exception {
        assertThat(HAPPENED).as("acts that the paths tried with success").containsExactlyInAnyOrder(Act.values());
        if (application != null) {
            try (Connection connection = application.database().connect()) {
                assertThat(Chain.verify(connection).whole()).isTrue();
            }
            application.manager().getTestContext().markApplicationContextDirty(DirtiesContext.HierarchyMode.EXHAUSTIVE);
        }
    }

    /** What somebody tries: an act, or (when null) the closing or reopening of the year. */
    record Attempt(Act act, String by, boolean due, String comment, int target, boolean stale) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void noPathLosesATaskOrAVersion(@ForAll("attempts") List<Attempt> attempts) {
        if (application == null) {
            application = Application.start();
        }
        Path path = new Path(2000 + tried % 100, "trial/path/" + ++tried);
        attempts.forEach(path::follow);
        path.reopen();
    }

    /** One document, and what it should be like. */
    private static final class Path {
        private final int year;
        private final String subject;
        private final long id;
        private final Course course;
        private final List<String> versions = new ArrayList<>();
        private Standing standing = Standing.begun();
        private boolean closed;
        private int written;

        Path(int year, String subject) {
            this.year = year;
            this.subject = subject;
            if (application.years().find(application.city().area, year).isEmpty()) {
                as(person("wu"), () -> {
                    application.years().open(application.city().area, year);
                    return null;
                });
            }
            write();
            id = as(
                    person("li"),
                    () -> application
                            .procedures()
                            .open("trial", subject, application.city().unit, year, "随机 " + subject));
            versions.add(text());
            course = get().course();
        }

        void follow(Attempt attempt) {
            if (attempt.act() == null) {
                if (closed) {
                    reopen();
                } else {
                    close();
                }
            } else {
                act(attempt);
            }
            check();
        }

        private void act(Attempt attempt) {
            Step step = course.step(standing);
            Person due = attempt.act() == Act.WITHDRAW && standing.sentBy().isPresent()
                    ? person(standing.sentBy().get()) // only the sender can take it back
                    : whoHasIt(step);
            Person by = attempt.due() ? due : person(attempt.by());
            if (as(by, () -> application.procedures().mayEdit("trial", subject))) {
                write();
            }
            Act act = attempt.due() && attempt.act().isForward() ? step.forward() : attempt.act();
            Intent intent = Intent.of(act, new Hand(by.name(), by.role()), attempt.comment());
            if (act == Act.REASSIGN) {
                intent = intent.to(application
                        .city()
                        .people
                        .get(attempt.target() % application.city().people.size())
                        .name());
            } else if (attempt.target() % 3 == 0) {
                intent = intent.backTo(course.steps()
                        .get(attempt.target() % course.steps().size())
                        .key());
            }
            long seen = get().revision() - (attempt.stale() ? 1 : 0);
            Intent tried = intent;
            if (!application.scope().of(by).contains(application.city().unit)) {
                assertThatThrownBy(() -> as(by, () -> application.procedures().act(id, tried, seen)))
                        .isInstanceOf(OutOfScope.class);
                return;
            }
            Acted acted = as(by, () -> application.procedures().act(id, tried, seen));
            if (attempt.stale()) {
                assertThat(acted).isInstanceOf(Acted.Overtaken.class);
            } else if (!closed
                    && act != Act.CLOSE
                    && course.after(standing, tried, Set.of()) instanceof Moved moved
                    && (act != Act.REASSIGN || mayHave(tried, step))) {
                assertThat(acted).isInstanceOf(Acted.Done.class);
                HAPPENED.add(moved.act());
                standing = moved.to();
                versions.add(text());
            } else {
                assertThat(acted).isInstanceOf(Acted.Refused.class);
            }
        }

        private boolean mayHave(Intent intent, Step step) {
            Person person = person(intent.person().orElseThrow());
            return person.role() == step.who() && application.scope().of(person).contains(application.city().unit);
        }

        private Person whoHasIt(Step step) {
            return application.city().people.stream()
                    .filter(p -> p.role() == step.who())
                    .filter(p -> standing.assignee().map(p.name()::equals).orElse(true))
                    .findFirst()
                    .orElseThrow();
        }

        private void close() {
            as(person("wu"), () -> {
                application.years().close(application.city().area, year);
                return null;
            });
            closed = true;
            follow(Intent.of(Act.CLOSE, hand("wu"), ""));
        }

        void reopen() {
            if (closed) {
                as(person("zheng"), () -> {
                    application.years().reopen(application.city().area, year, "更正");
                    return null;
                });
                closed = false;
                if (standing.state() == Standing.State.CLOSED) {
                    follow(Intent.of(Act.REOPEN, hand("zheng"), "更正"));
                }
            }
        }

        private void follow(Intent intent) {
            if (course.after(standing, intent, Set.of()) instanceof Moved moved) {
                HAPPENED.add(moved.act());
                standing = moved.to();
                versions.add(text());
            }
        }

        private void check() {
            assertThat(get().standing()).isEqualTo(standing);
            List<String> has = application.city().people.stream()
                    .filter(p -> as(p, () -> application.procedures().waitingForMe()).stream()
                            .anyMatch(task -> task.document().id() == id))
                    .map(Person::name)
                    .toList();
            Step step = course.step(standing);
            List<String> should = application.city().people.stream()
                    .filter(p -> standing.state().waits() && p.role() == step.who())
                    .filter(p -> application.scope().of(p).contains(application.city().unit))
                    .filter(p -> standing.assignee().map(p.name()::equals).orElse(true))
                    .map(Person::name)
                    .toList();
            assertThat(has).isEqualTo(should);
            assertThat(has.isEmpty()).isEqualTo(!standing.state().waits());
            List<Event> history =
                    as(person("wu"), () -> application.procedures().history(id));
            assertThat(history).hasSize(versions.size());
            for (int i = Math.max(0, versions.size() - 2); i < versions.size(); i++) {
                long seq = i;
                assertThat(as(person("wu"), () -> application.procedures().content(id, seq))
                                .orElseThrow())
                        .contains("\"" + versions.get(i) + "\"");
            }
        }

        private void write() {
            application.matter().texts.put(subject, "第" + ++written + "稿");
        }

        private String text() {
            return application.matter().texts.get(subject);
        }

        private Document get() {
            return as(person("wu"), () -> application.procedures().get(id));
        }
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.of(
                                        Act.SUBMIT,
                                        Act.APPROVE,
                                        Act.SUBMIT,
                                        Act.APPROVE,
                                        Act.RETURN,
                                        Act.WITHDRAW,
                                        Act.REASSIGN,
                                        Act.CLOSE,
                                        Act.REOPEN)
                                .injectNull(0.08),
                        Arbitraries.of("li", "wang", "chen", "qian", "sun", "wu", "zheng"),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of("", "请补充依据", "请补充依据"),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(false, false, false, false, true))
                .as(Attempt::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    private static Person person(String name) {
        return application.city().person(name);
    }

    private static Hand hand(String name) {
        return new Hand(name, person(name).role());
    }
}

package org.hengji.server.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hengji.server.procedure.TrialCity.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.hengji.scoring.Problem;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.database.Database;
import org.hengji.server.notification.Notice;
import org.hengji.server.notification.Notices;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.procedure.Standing.State;
import org.hengji.server.procedure.TrialCity.TrialMatter;
import org.hengji.server.trail.Chain;
import org.hengji.server.year.YearProblem;
import org.hengji.server.year.Years;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents in the hands of several people, on the real database and through the pages. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
@Import(ProcedureTest.Trial.class)
class ProcedureTest {

    @TestConfiguration
    static class Trial {
        @Bean
        TrialMatter trialMatter() {
            return new TrialMatter();
        }
    }

    private static TrialCity city;
    private static int subjects;

    @Autowired
    private Procedures procedures;

    @Autowired
    private Years years;

    @Autowired
    private Notices notices;

    @Autowired
    private TrialMatter matter;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Database place;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MockMvc web;

    private String subject;
    private long id;

    @BeforeEach
    void aDocumentOfLi() {
        if (database.sql("select count(*) from unit").query(Integer.class).single() == 0) {
            city = new TrialCity(database);
        }
        if (years.of(city.area).isEmpty()) {
            as(city.person("wu"), () -> {
                years.open(city.area, 2027);
                return null;
            });
        }
        subject = "trial/" + ++subjects;
        matter.texts.put(subject, "初稿");
        id = as(city.person("li"), () -> procedures.open("trial", subject, city.unit, 2027, "图书馆 2027 年试办"));
    }

    @Test
    void everybodyKnowsWhatWaitsForThemAndNobodyElseSeesIt() {
        assertThat(tasksOf("li")).contains(id);
        assertThat(tasksOf("wang")).contains(id);
        assertThat(tasksOf("chen")).doesNotContain(id);
        submit("li");
        assertThat(tasksOf("li")).doesNotContain(id);
        assertThat(tasksOf("qian")).contains(id);
        assertThat(unreadOf("qian")).anyMatch(title -> title.contains("单位审批"));
        assertThat(as(city.person("chen"), () -> procedures.find("trial", subject)))
                .isEmpty();
        assertThatThrownBy(() -> as(city.person("chen"), () -> procedures.get(id)))
                .isInstanceOf(OutOfScope.class);
    }

    @Test
    void contentIsChangedOnlyByWhoeverHasIt() {
        assertThat(mayEdit("li")).isTrue();
        assertThat(mayEdit("wang")).isTrue();
        assertThat(mayEdit("chen")).isFalse();
        assertThat(mayEdit("qian")).isFalse();
        submit("li");
        assertThat(mayEdit("li")).isFalse();
        assertThatThrownBy(() -> as(
                        city.person("li"),
                        () -> transaction.execute(status -> {
                            procedures.demandEdit("trial", subject);
                            return null;
                        })))
                .isInstanceOf(NotYours.class);
        act("qian", Act.RETURN, "请写明数量");
        assertThat(mayEdit("li")).isTrue();
        assertThat(mayEdit("wang")).isFalse();
        act("wang", Intent.of(Act.REASSIGN, hand("wang"), "").to("wang"));
        assertThat(mayEdit("wang")).isTrue();
        assertThat(mayEdit("li")).isFalse();
    }

    @Test
    void everyVersionIsKeptAndTwoAreCompared() throws Exception {
        submit("li");
        act("qian", Act.RETURN, "请写明数量");
        matter.texts.put(subject, "第二稿");
        submit("li");
        List<Event> history = as(city.person("li"), () -> procedures.history(id));
        assertThat(history).extracting(Event::comment).containsExactly("", "", "请写明数量", "");
        assertThat(as(city.person("li"), () -> procedures.content(id, 1)).orElseThrow())
                .contains("初稿", "1.50");
        assertThat(as(city.person("li"), () -> procedures.content(id, 3)).orElseThrow())
                .contains("第二稿");
        assertThat(history.get(0).digest())
                .isEqualTo(history.get(1).digest())
                .isNotEqualTo(history.get(3).digest());
        web.perform(get("/procedures/" + id + "/versions?from=1&to=3").with(signedIn("qian")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("<del>初稿</del>")))
                .andExpect(content().string(Matchers.containsString("<ins>第二稿</ins>")));
        web.perform(get("/procedures/" + id + "/versions").with(signedIn("chen")))
                .andExpect(status().isNotFound());
        assertThatThrownBy(() -> database.sql("delete from procedure_event where document = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("append-only");
    }

    @Test
    void whatTheModuleObjectsToIsNotSentOn() {
        matter.objections.put(
                subject, List.of(Problem.of("trial.empty", "text", "还没有数量。", "No number.", "请填写。", "Fill it in.")));
        Acted acted = act("li", Act.SUBMIT, "");
        assertThat(((Acted.Refused) acted).problems()).extracting(Problem::code).containsExactly("trial.empty");
        assertThat(tasksOf("li")).contains(id);
        assertThat(as(city.person("li"), () -> procedures.history(id))).hasSize(1);
    }

    @Test
    void ofFiftySubmitsAtOnceOneHappens() {
        long revision = revision();
        List<Acted> all = atOnce(() -> as(city.person("li"), () -> procedures.act(id, Act.SUBMIT, revision, "")));
        assertThat(all).filteredOn(Acted.Done.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Acted.Overtaken.class::isInstance).hasSize(49);
        assertThat(as(city.person("li"), () -> procedures.history(id))).hasSize(2);
        assertThat(unreadOf("qian").stream().filter(t -> t.contains("试办"))).isNotEmpty();
    }

    @Test
    void ofFiftyRequestsAtOnceOneHappensAndTheOthersAreToldWhoWasFaster() throws Exception {
        long revision = revision();
        List<Integer> answers = atOnce(() -> {
            try {
                return web.perform(post("/procedures/" + id + "/submit")
                                .param("revision", String.valueOf(revision))
                                .with(csrf())
                                .with(signedIn("li")))
                        .andReturn()
                        .getResponse()
                        .getStatus();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(answers).filteredOn(answer -> answer == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer == 409).hasSize(49);
        assertThat(as(city.person("li"), () -> procedures.history(id))).hasSize(2);
        assertThat(Chain.verify(place.connect()).whole()).isTrue();
    }

    @Test
    void aCommentIsStillThereWhenSomebodyWasFaster() throws Exception {
        submit("li");
        long seen = revision();
        act("qian", Act.APPROVE, "");
        web.perform(post("/procedures/" + id + "/return")
                        .param("revision", String.valueOf(seen))
                        .param("comment", "请补充测算依据")
                        .with(csrf())
                        .with(signedIn("qian")))
                .andExpect(status().isConflict())
                .andExpect(content().string(Matchers.containsString("同志qian")))
                .andExpect(content().string(Matchers.containsString("请补充测算依据")));
        web.perform(post("/procedures/" + id + "/withdraw")
                        .param("revision", String.valueOf(revision()))
                        .with(csrf())
                        .with(signedIn("qian")))
                .andExpect(redirectedUrl("/" + subject));
    }

    @Test
    void aYearOpensClosesOverEverythingAndComesBackAsItWas() {
        submit("li");
        Standing before = document().standing();
        assertThatThrownBy(() ->
                        as(city.person("li"), () -> procedures.open("trial", subject + "x", city.unit, 2031, "早了")))
                .isInstanceOf(YearProblem.class)
                .hasMessageContaining("2031");
        as(city.person("wu"), () -> {
            years.close(city.area, 2027);
            return null;
        });
        try {
            assertThat(document().state()).isEqualTo(State.CLOSED);
            assertThat(tasksOf("qian")).doesNotContain(id);
            assertThat(act("qian", Act.APPROVE, "")).isInstanceOf(Acted.Refused.class);
            assertThat(as(city.person("li"), () -> procedures.history(id))).hasSize(3);
        } finally {
            as(city.person("wu"), () -> {
                years.reopen(city.area, 2027, "审计要求更正");
                return null;
            });
        }
        assertThat(document().standing().step()).isEqualTo(before.step());
        assertThat(tasksOf("qian")).contains(id);
        assertThat(act("qian", Act.APPROVE, "")).isInstanceOf(Acted.Done.class);
    }

    @Test
    void dueDatesOfTheYearMarkWhatIsLate() {
        LocalDate yesterday = LocalDate.now().minusDays(1);
        due(yesterday);
        Task task = as(city.person("li"), () -> procedures.waitingForMe()).stream()
                .filter(t -> t.document().id() == id)
                .findFirst()
                .orElseThrow();
        assertThat(task.isOverdue()).isTrue();
        assertThat(task.daysLate()).isEqualTo(1);
        due(LocalDate.now());
        assertThat(document().isOverdue(LocalDate.now())).isFalse();
    }

    private void due(LocalDate day) {
        as(city.person("wu"), () -> {
            years.due(city.area, 2027, Map.of("up1", day));
            return null;
        });
    }

    private <T> List<T> atOnce(java.util.function.Supplier<T> act) {
        var pool = Executors.newFixedThreadPool(50);
        try {
            return IntStream.range(0, 50).mapToObj(i -> CompletableFuture.supplyAsync(act, pool)).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            pool.shutdown();
        }
    }

    private Document document() {
        return as(city.person("wu"), () -> procedures.get(id));
    }

    private long revision() {
        return document().revision();
    }

    private boolean mayEdit(String name) {
        return as(city.person(name), () -> procedures.mayEdit("trial", subject));
    }

    private void submit(String name) {
        assertThat(act(name, Act.SUBMIT, "")).isInstanceOf(Acted.Done.class);
    }

    private Acted act(String name, Act act, String comment) {
        return act(name, Intent.of(act, hand(name), comment));
    }

    private Acted act(String name, Intent intent) {
        long seen = revision();
        return as(city.person(name), () -> procedures.act(id, intent, seen));
    }

    private static Hand hand(String name) {
        return new Hand(name, city.person(name).role());
    }

    private List<Long> tasksOf(String name) {
        return as(city.person(name), () -> procedures.waitingForMe()).stream()
                .map(task -> task.document().id())
                .toList();
    }

    private List<String> unreadOf(String name) {
        return as(city.person(name), () -> notices.latest(100)).stream()
                .filter(notice -> !notice.read())
                .map(Notice::title)
                .map(title -> title.zh())
                .toList();
    }

    private static RequestPostProcessor signedIn(String name) {
        Person person = city.person(name);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    }
}

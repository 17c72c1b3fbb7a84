package org.hengji.server.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hengji.server.access.Role;
import org.hengji.server.procedure.Standing.State;

/** The courses by themselves: whatever people try, in whatever order. */
class CourseTest {

    private static final Courses COURSES = read();
    private static final List<Hand> CAST = List.of(
            new Hand("li", Role.FILLER),
            new Hand("wang", Role.FILLER),
            new Hand("zhao", Role.DIVISION_HEAD),
            new Hand("qian", Role.UNIT_APPROVER),
            // Who has changed roles meanwhile keeps the account.
            new Hand("li", Role.UNIT_APPROVER),
            new Hand("sun", Role.DEPARTMENT_REVIEWER),
            new Hand("zhou", Role.EXPERT),
            new Hand("wu", Role.FINANCE_REVIEWER),
            new Hand("zheng", Role.FINANCE_REVIEWER));

    @Example
    void aBudgetGoesUpAndDownTwiceAndIsApproved() {
        Course budget = COURSES.latest("budget");
        Standing standing = Standing.begun();
        List<Stage> stages = new ArrayList<>();
        for (Hand by : List.of(
                hand("li"), hand("qian"), hand("sun"), hand("wu"), hand("li"), hand("qian"), hand("sun"), hand("wu"))) {
            Step step = budget.step(standing);
            stages.add(step.stage().orElseThrow());
            standing =
                    moved(budget, standing, Intent.of(step.forward(), by, "")).to();
        }
        assertThat(standing.state()).isEqualTo(State.APPROVED);
        assertThat(stages)
                .containsExactly(
                        Stage.UP1, Stage.UP1, Stage.UP1, Stage.DOWN1, Stage.UP2, Stage.UP2, Stage.UP2, Stage.DOWN2);
    }

    @Example
    void whatIsReturnedGoesBackToWhoEnteredItAndThroughEveryStepAgain() {
        Course target = COURSES.latest("target");
        Standing standing = Standing.begun();
        standing =
                moved(target, standing, Intent.of(Act.SUBMIT, hand("li"), "")).to();
        standing = moved(target, standing, Intent.of(Act.APPROVE, hand("zhao"), ""))
                .to();
        assertThat(refusal(target, standing, Intent.of(Act.RETURN, hand("qian"), "  ")))
                .isEqualTo("procedure.comment-missing");
        standing = moved(target, standing, Intent.of(Act.RETURN, hand("qian"), "没有计量单位"))
                .to();
        assertThat(standing.state()).isEqualTo(State.RETURNED);
        assertThat(standing.assignee()).contains("li");
        assertThat(refusal(target, standing, Intent.of(Act.SUBMIT, hand("wang"), "")))
                .isEqualTo("procedure.other-person");
        standing =
                moved(target, standing, Intent.of(Act.SUBMIT, hand("li"), "")).to();
        assertThat(target.step(standing).key()).isEqualTo("division");
    }

    @Example
    void aSenderTakesBackUntilTheNextOneHasActed() {
        Course target = COURSES.latest("target");
        Standing sent = moved(target, Standing.begun(), Intent.of(Act.SUBMIT, hand("li"), ""))
                .to();
        assertThat(refusal(target, sent, Intent.of(Act.WITHDRAW, hand("wang"), "")))
                .isEqualTo("procedure.not-sender");
        Standing back =
                moved(target, sent, Intent.of(Act.WITHDRAW, hand("li"), "")).to();
        assertThat(back.state()).isEqualTo(State.WITHDRAWN);
        assertThat(back.step()).isZero();
        Standing later =
                moved(target, sent, Intent.of(Act.APPROVE, hand("zhao"), "")).to();
        assertThat(refusal(target, later, Intent.of(Act.WITHDRAW, hand("li"), "")))
                .isEqualTo("procedure.not-sender");
    }

    @Example
    void nobodyReviewsWhatHeEntered() {
        Course budget = COURSES.latest("budget");
        Standing sent = moved(budget, Standing.begun(), Intent.of(Act.SUBMIT, hand("li"), ""))
                .to();
        Hand sameLi = new Hand("li", Role.UNIT_APPROVER);
        assertThat(refusal(budget, sent, Intent.of(Act.APPROVE, sameLi, ""))).isEqualTo("procedure.own-entry");
        assertThat(refusal(budget, sent, Intent.of(Act.RETURN, sameLi, "x"))).isEqualTo("procedure.own-entry");
        assertThat(refusal(
                        budget, sent, Intent.of(Act.REASSIGN, hand("qian"), "").to("li")))
                .isEqualTo("procedure.own-entry");
        Outcome ofAuthor = budget.after(sent, Intent.of(Act.APPROVE, hand("qian"), ""), Set.of("qian"));
        assertThat(((Outcome.Refused) ofAuthor).problem().code()).isEqualTo("procedure.own-entry");
        assertThat(budget.acts(sent, sameLi, Set.of())).containsExactly(Act.WITHDRAW, Act.REASSIGN);
    }

    @Example
    void aCourseFileWithASlipInItDoesNotLoad() {
        String good = "{course: x, version: 1, name: {zh: 甲, en: A}, steps: [{key: a, name: {zh: 甲, en: A},"
                + " who: FILLER, edits: true}]}";
        assertThat(Courses.read(new ByteArrayInputStream(good.getBytes(StandardCharsets.UTF_8)))
                        .steps())
                .hasSize(1);
        for (String slip : List.of("edits: false", "edits: true, edit: true", "edits: true, edits: true")) {
            String bad = good.replace("edits: true", slip);
            assertThatThrownBy(() -> Courses.read(new ByteArrayInputStream(bad.getBytes(StandardCharsets.UTF_8))))
                    .as(slip)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Property(tries = 2000)
    void noPathLosesATaskOrSkipsAStep(@ForAll("courses") Course course, @ForAll("attempts") List<Attempt> attempts) {
        Standing standing = Standing.begun();
        List<Integer> sentOn = new ArrayList<>();
        for (Attempt attempt : attempts) {
            Intent intent = attempt.on(course, standing);
            Outcome outcome = course.after(standing, intent, Set.of());
            if (outcome instanceof Outcome.Refused refused) {
                assertThat(refused.problem().message().zh()).isNotBlank();
                assertThat(refused.problem().remedy().en()).isNotBlank();
                continue;
            }
            Moved moved = (Moved) outcome;
            Standing next = moved.to();
            Step step = course.step(standing);
            switch (intent.act()) {
                case SUBMIT, APPROVE -> {
                    assertThat(intent.by().role()).isEqualTo(step.who());
                    assertThat(next.step()).isBetween(standing.step(), standing.step() + 1);
                    assertThat(next.state() == State.APPROVED)
                            .isEqualTo(standing.step() == course.steps().size() - 1);
                    sentOn.add(standing.step());
                    judgedByAnother(course, standing, intent.by());
                }
                case RETURN -> {
                    assertThat(next.step()).isLessThan(standing.step());
                    assertThat(course.step(next).edits()).isTrue();
                    assertThat(intent.comment()).isNotEmpty();
                    judgedByAnother(course, standing, intent.by());
                }
                case WITHDRAW -> {
                    assertThat(next.step()).isEqualTo(standing.step() - 1);
                    assertThat(sentOn.get(sentOn.size() - 1)).isEqualTo(next.step());
                }
                case REASSIGN -> assertThat(next.step()).isEqualTo(standing.step());
                case CLOSE -> assertThat(next.state()).isEqualTo(State.CLOSED);
                case REOPEN -> assertThat(intent.comment()).isNotEmpty();
            }
            if (next.step() < standing.step() || moved.act() == Act.REOPEN) {
                sentOn.removeIf(done -> done >= next.step());
            }
            if (moved.isApproval()) {
                // Since it was last at its first step, every step has been taken, in order.
                assertThat(sentOn).hasSize(course.steps().size()).isSorted().doesNotHaveDuplicates();
            }
            standing = next;
            onePersonOrRoleHasIt(course, standing);
        }
    }

    private static void judgedByAnother(Course course, Standing standing, Hand by) {
        if (course.step(standing).reviews()) {
            Step entered = course.editingBefore(standing.step()).get(0);
            assertThat(standing.entered().get(course.steps().indexOf(entered))).isNotEqualTo(by.name());
        }
    }

    /** Whoever has it can send it on, once given the document if it is with one person. */
    private static void onePersonOrRoleHasIt(Course course, Standing standing) {
        Step step = course.step(standing);
        List<Hand> able = CAST.stream()
                .filter(by -> course.after(standing, Intent.of(step.forward(), by, "有变化"), Set.of()) instanceof Moved)
                .toList();
        if (!standing.state().waits()) {
            assertThat(able).isEmpty();
            return;
        }
        assertThat(able).allMatch(by -> by.role() == step.who());
        standing.assignee()
                .ifPresent(person -> assertThat(able).allMatch(by -> by.name().equals(person)));
        boolean someoneCanTakeOver = CAST.stream()
                .anyMatch(by ->
                        course.after(standing, Intent.of(Act.REASSIGN, by, "").to(by.name()), Set.of())
                                instanceof Moved);
        assertThat(!able.isEmpty() || someoneCanTakeOver).isTrue();
    }

    /** Somebody tries something: often what is due, often not. */
    record Attempt(Act act, Hand by, String comment, int target, boolean due) {
        Intent on(Course course, Standing standing) {
            Step step = course.step(standing);
            Hand hand = due
                    ? CAST.stream()
                            .filter(h -> h.role() == step.who())
                            .filter(h ->
                                    standing.assignee().map(h.name()::equals).orElse(true))
                            .findFirst()
                            .orElse(by)
                    : by;
            Intent intent = Intent.of(due && act.isForward() ? step.forward() : act, hand, comment);
            if (act == Act.REASSIGN) {
                return intent.to(CAST.get(target % CAST.size()).name());
            }
            int at = target % (course.steps().size() + 1);
            return at == course.steps().size()
                    ? intent
                    : intent.backTo(course.steps().get(at).key());
        }
    }

    @Provide
    Arbitrary<Course> courses() {
        return Arbitraries.of(COURSES.all());
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        Arbitrary<Act> acts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(Act.SUBMIT, Act.APPROVE)), Tuple.of(3, Arbitraries.of(Act.values())));
        return Combinators.combine(
                        acts,
                        Arbitraries.of(CAST),
                        Arbitraries.of("", "请补充依据", "请补充依据"),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(true, true, true, false))
                .as(Attempt::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static Hand hand(String name) {
        return CAST.stream()
                .filter(hand -> hand.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Moved moved(Course course, Standing standing, Intent intent) {
        Outcome outcome = course.after(standing, intent, Set.of());
        assertThat(outcome).isInstanceOf(Moved.class);
        return (Moved) outcome;
    }

    private static String refusal(Course course, Standing standing, Intent intent) {
        Outcome outcome = course.after(standing, intent, Set.of());
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem().code();
    }

    private static Courses read() {
        try {
            return new Courses();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

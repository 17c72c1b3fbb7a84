package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedCellsTest {

    private static final Framework MUNICIPAL =
            Packs.find("shenzhen-department-2021-municipal@1").orElseThrow();
    private static final Case SUBJECT = CaseLoader.load(
                    Packs.caseText("shenzhen-department-2021-municipal/1", "seed-004-strict.yaml"), Packs::find)
            .value()
            .orElseThrow()
            .subject();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            assets.in_use  | 83,402.62     | 万元 | 83402.62
            assets.in_use  | 83，402.62     | 万元 | 83402.62
            assets.in_use  | 834026200     | 元   | 83402.62
            assets.in_use  | 834026200元    | 万元 | 83402.62
            assets.in_use  | 12万           | 万元 | 12
            assets.in_use  | 12万           | 元   | 12
            assets.in_use  | 1.2亿          | 万元 | 12000
            staff.in_post  | 1.2万          | 人   | 12000
            execution.q1   | 39.06%        | %    | 39.06
            execution.q1   | 39.06％        | %    | 39.06
            """)
    void whatPeopleWriteInACellIsOneExactNumber(String key, String value, String unit, String expected) {
        assertThat(values(key, "", value, unit)).containsExactly(new Value.Known(Rational.parse(expected)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            assets.in_use  | 834,02.62  | 万元   | number.separators   | value
            assets.in_use  | 8.3e4      | 万元   | number.exponent     | value
            assets.in_use  | 八万        | 万元   | number.broken       | value
            assets.in_use  | 12元万      | 万元   | unit.unknown        | value
            assets.in_use  | -5         | 万元   | value.negative      | value
            assets.in_use  | 12         | 万块   | unit.unknown        | unit
            assets.in_use  | 12         | 人     | unit.mismatch       | unit
            assets.in_use  | 12         | ''     | unit.missing        | unit
            assets.in_use  | 12人        | 万元   | unit.mismatch       | value
            assets.in_use  | 12元        | 亿元   | unit.twice          | unit
            assets.in_use  | 1元 ~ 2万元  | 万元   | unit.twice          | value
            satisfaction.rate | 120     | %     | value.above-hundred | value
            staff.in_post  | 7.5        | 人     | value.not-whole     | value
            finance.violation | 也许     | ''     | flag.broken         | value
            disclosed.budget | 差不多    | ''     | option.unknown      | value
            """)
    void whatCannotBeTrustedIsRefusedAtItsColumn(String key, String value, String unit, String code, String column) {
        Loaded<List<Fact>> read =
                CaseLoader.facts(MUNICIPAL.facts().get(key), "", List.of(new TypedPlace(value, unit, "")));
        assertThat(read.value()).isEmpty();
        assertThat(read.problems()).extracting(Problem::code).contains(code);
        assertThat(read.problems().get(0).path()).isEqualTo(key + "#1." + column);
        assertThat(read.problems().get(0).message().en()).doesNotContain(key);
    }

    @Test
    void qualifiersAndRangesAreBounds() {
        Optional<Bound> low = Optional.of(new Bound(Rational.of(493), false));
        Optional<Bound> high = Optional.of(new Bound(Rational.of(513), false));
        assertThat(values("staff.outside", "", "493 ~ 513", "人")).containsExactly(new Value.Bounded(low, high));
        assertThat(values("staff.outside", "", "≥493", "人")).containsExactly(new Value.Bounded(low, Optional.empty()));
        assertThat(values("staff.outside", "bounded", "493以上", "人"))
                .containsExactly(new Value.Bounded(low, Optional.empty()));
        assertThat(values("staff.outside", "", "不超过513人", "人"))
                .containsExactly(new Value.Bounded(Optional.empty(), high));
        assertThat(values("staff.outside", "", "490余", "人"))
                .containsExactly(new Value.Bounded(Optional.of(new Bound(Rational.of(490), true)), Optional.empty()));
    }

    @Test
    void aStateThatContradictsTheValueIsRefused() {
        assertThat(codes("assets.in_use", "unknown", "5")).containsExactly("state.value");
        assertThat(codes("assets.in_use", "not-applicable", "5")).containsExactly("state.value");
        assertThat(codes("assets.in_use", "known", "")).containsExactly("value.missing");
        assertThat(codes("assets.in_use", "vielleicht", "5")).containsExactly("state.unknown");
        assertThat(codes("assets.in_use", "", "5".repeat(2001))).containsExactly("text.long");
        assertThat(values("assets.in_use", "", "", "万元")).containsExactly(new Value.Unknown());
        assertThat(values("assets.in_use", "not-applicable", "", "万元")).containsExactly(new Value.NotApplicable());
        assertThat(values("assets.in_use", "not-evidenced", "5", "万元"))
                .containsExactly(new Value.NotEvidenced(Optional.of(Rational.of(5))));
    }

    @Test
    void conflictingDataNeedPlacesThatDiffer() {
        var fact = MUNICIPAL.facts().get("assets.in_use");
        TypedPlace a = new TypedPlace("1", "万元", "甲");
        TypedPlace b = new TypedPlace("2", "万元", "乙");
        TypedPlace none = new TypedPlace("", "万元", "");
        assertThat(CaseLoader.facts(fact, "contested", List.of(a, b, none))
                        .value()
                        .orElseThrow())
                .extracting(Fact::source)
                .containsExactly("甲", "乙");
        assertThat(problem(fact, List.of(a, none))).isEqualTo("state.agreed assets.in_use#1.state");
        assertThat(problem(fact, List.of(a, new TypedPlace("1", "万元", "乙"))))
                .isEqualTo("state.agreed assets.in_use#1.state");
        assertThat(problem(fact, List.of(a, new TypedPlace("2", "万元", "甲"))))
                .isEqualTo("fact.same-place assets.in_use#2.source");
        assertThat(problem(fact, List.of(a, new TypedPlace("", "万元", "乙"))))
                .isEqualTo("value.missing assets.in_use#2.value");
    }

    @Test
    void aJudgementHasItsReasonAndStaysWithinItsWeight() {
        assertThat(judged("26", "理由", "自评", "")).containsExactly("judgement.above-weight effects.award");
        assertThat(judged("-1", "理由", "自评", "")).containsExactly("points.negative effects.award");
        assertThat(judged("4", "", "自评", "")).containsExactly("judgement.reason effects.reason");
        assertThat(judged("4", "理由", "", "")).containsExactly("judgement.by effects.by");
        assertThat(judged("", "理由", "自评", "")).containsExactly("judgement.form effects.award");
        assertThat(judged("很好", "理由", "自评", "")).containsExactly("number.broken effects.award");
        assertThat(award("4.5分")).isEqualTo(new Judgement.Award.Points(Rational.parse("4.5")));
        assertThat(award("80%")).isEqualTo(new Judgement.Award.Share(Rational.parse("0.8")));
        assertThat(award("4、5、3"))
                .isEqualTo(new Judgement.Award.Panel(List.of(Rational.of(4), Rational.of(5), Rational.of(3))));
        assertThat(CaseLoader.judgeable(MUNICIPAL, SUBJECT))
                .containsEntry("effects", Rational.of(25))
                .doesNotContainKey("assets.utilisation");
    }

    @Test
    void aPartAboveItsWholeIsNamed() {
        var facts = new java.util.LinkedHashMap<>(SUBJECT.facts());
        facts.put("assets.in_use", read("assets.in_use", "", "3", "万元"));
        facts.put("assets.total", read("assets.total", "", "2", "万元"));
        assertThat(CaseLoader.aboveWhole(MUNICIPAL, facts))
                .extracting(Problem::path)
                .containsExactly("assets.in_use");
    }

    private static List<String> judged(String award, String reason, String by, String evidence) {
        return CaseLoader.judgement(MUNICIPAL, SUBJECT, "effects", new TypedJudgement(award, reason, by, evidence))
                .problems()
                .stream()
                .map(p -> p.code() + " " + p.path())
                .toList();
    }

    private static Judgement.Award award(String text) {
        return CaseLoader.judgement(MUNICIPAL, SUBJECT, "effects", new TypedJudgement(text, "理由", "自评", ""))
                .value()
                .orElseThrow()
                .award();
    }

    private static String problem(org.hengji.scoring.framework.FactDefinition fact, List<TypedPlace> places) {
        Problem first = CaseLoader.facts(fact, "contested", places).problems().get(0);
        return first.code() + " " + first.path();
    }

    private static List<String> codes(String key, String state, String value) {
        return CaseLoader.facts(MUNICIPAL.facts().get(key), state, List.of(new TypedPlace(value, "万元", "")))
                .problems()
                .stream()
                .map(Problem::code)
                .toList();
    }

    private static List<Value> values(String key, String state, String value, String unit) {
        return read(key, state, value, unit).stream().map(Fact::value).toList();
    }

    private static List<Fact> read(String key, String state, String value, String unit) {
        Loaded<List<Fact>> read =
                CaseLoader.facts(MUNICIPAL.facts().get(key), state, List.of(new TypedPlace(value, unit, "")));
        assertThat(read.problems()).isEmpty();
        return read.value().orElseThrow();
    }
}

package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.noise.Noise;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ItemPoints;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** K25: what recognition left in the words. One finding for a kind of noise in a table or paragraph. */
public final class RecognitionCheck implements Check {
    private static final int MOST_PLACES = 12;

    @Override
    public String id() {
        return "K25";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "文字里没有识别残留、重复读出或错位的内容",
                "The words hold no remains of recognition, no double readings, no shifted rows");
    }

    @Override
    public void run(Report report, Tally tally) {
        if (report.passages().stream().allMatch(p -> p.text().isBlank())) {
            tally.skip("没有文字", "There are no words");
            return;
        }
        Map<List<Object>, List<Mark>> groups = new LinkedHashMap<>();
        for (Mark mark : Noise.of(report).marks()) {
            groups.computeIfAbsent(List.of(mark.kind(), where(mark)), k -> new ArrayList<>())
                    .add(mark);
            if (mark.kind().isWorthless()) {
                tally.noise(mark.span());
            }
        }
        groups.values().forEach(marks -> tally.find(finding(report, marks)));
        for (ScoreTree tree : ScoreTables.of(report)) {
            List<ItemPoints> slipped = ItemPoints.of(tree).stream()
                    .filter(i -> i.agrees() && !i.slipped().isEmpty())
                    .toList();
            if (!slipped.isEmpty()) {
                tally.find(slipped(slipped));
            }
        }
        for (Kind kind : Kind.values()) {
            if (groups.keySet().stream().noneMatch(k -> k.get(0) == kind)) {
                tally.pass();
            }
        }
    }

    /** Points of items in the rows of other indicators, known by their sum. */
    private Finding slipped(List<ItemPoints> items) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        List<Span> places = new ArrayList<>();
        for (ItemPoints item : items) {
            List<String> points =
                    item.slipped().stream().map(s -> s.item().text()).toList();
            List<String> rows = item.slipped().stream()
                    .map(s -> s.under().name())
                    .distinct()
                    .toList();
            zh.add(String.join("、", points) + "印在“" + String.join("”“", rows) + "”的行里，按合计应属“"
                    + item.node().name() + "”");
            en.add(String.join(", ", points) + " in those of \"" + String.join("\", \"", rows) + "\" belong to \""
                    + item.node().name() + "\"");
            if (item.items().size() > 1) {
                sums.add(String.join(
                                " + ", item.items().stream().map(Printed::text).toList())
                        + " = " + item.sum().toText());
            }
            item.slipped().forEach(s -> places.add(s.item().span()));
            item.node().points().ifPresent(p -> places.add(p.span()));
        }
        return Findings.of(id(), Severity.COSMETIC, Confidence.MEDIUM)
                .says(
                        "要点得分" + String.join("；", zh) + "。这些行与指标没有对齐。",
                        "Item points stand in the rows of other indicators; by their sums, " + String.join("; ", en)
                                + ". These rows are out of line.")
                .arithmetic(sums.isEmpty() ? null : String.join("；", sums))
                .at(places)
                .settledBy(
                        "把得分移回所属指标的行，补上缺失的评分标准。", "Move the points back to their indicator and add what is missing.");
    }

    /** Markup has one cause in the whole file; anything else is told by table or paragraph. */
    private static Object where(Mark mark) {
        if (mark.kind() == Kind.MARKUP) {
            return "";
        }
        Passage p = mark.passage();
        return p.cell().<Object>map(c -> "t" + c.table().number()).orElse(p.index());
    }

    private Finding finding(Report report, List<Mark> marks) {
        Mark first = marks.get(0);
        List<Place> places = new ArrayList<>();
        for (Mark mark : marks) {
            if (places.size() < MOST_PLACES) {
                places.add(Place.of(mark.span()));
                mark.twin().map(Place::of).ifPresent(places::add);
            }
        }
        String words = brief(report.words(first.span()));
        int alike = first.kind() == Kind.DOUBLED ? ownNumbers(marks) : marks.size();
        String more = alike > 1 ? "等" + alike + "处" : "";
        String moreEn = alike > 1 ? " and " + (alike - 1) + " more" : "";
        return new Finding(
                id(),
                Severity.COSMETIC,
                confidence(first),
                message(report, first, words, more, moreEn, marks.size() - alike),
                Optional.of(words),
                first.twin().map(report::words).map(RecognitionCheck::brief),
                Optional.empty(),
                Finding.NO_EFFECT,
                places,
                Text.of(
                        "对照原件改正文字；原件无误时换一份清晰的扫描件重新识别。",
                        "Correct the words from the original; if that is right, recognise a clearer scan again."));
    }

    private static Confidence confidence(Mark mark) {
        return switch (mark.kind()) {
            case FOREIGN, REPEATED_WORDS -> mark.sure() ? Confidence.HIGH : Confidence.MEDIUM;
            case MARKUP, SPLIT_NUMBER, REPEATED_HEAD -> Confidence.HIGH;
            case DOUBLED, SHIFTED -> Confidence.MEDIUM;
            case GARBLED, MISREAD, FRAGMENT, UNUSUAL -> Confidence.LOW;
        };
    }

    /** A name read twice with the numbers of its row; the next name begins another neighbour. */
    private static int ownNumbers(List<Mark> marks) {
        int own = 1;
        while (own < marks.size()
                && marks.get(own)
                        .passage()
                        .text()
                        .chars()
                        .allMatch(c -> c == '.' || c == ' ' || Character.isDigit(c))) {
            own++;
        }
        return own;
    }

    private static Text message(Report report, Mark mark, String words, String more, String moreEn, int others) {
        String quoted = "“" + words + "”" + more;
        String quotedEn = "\"" + words + "\"" + moreEn;
        String good =
                mark.twin().map(report::words).map(RecognitionCheck::brief).orElse("");
        return switch (mark.kind()) {
            case MARKUP ->
                Text.of(
                        quoted + "是排版标记，不是报告的文字，比对时已略去。",
                        quotedEn + " is markup, not part of the report's words; it was left out of every comparison.");
            case FOREIGN ->
                Text.of(
                        quoted + "夹在中文里，像是识别或转换留下的字符。",
                        quotedEn + " stands among Chinese words and looks like a remain of recognition.");
            case DOUBLED ->
                Text.of(
                        quoted + "像是把相邻的“" + good + "”又认读了一遍" + (others > 0 ? "，同表另有" + others + "处也这样重复了各自相邻的格子" : "")
                                + "，其中的数字不能采用。",
                        quotedEn + " looks like the neighbouring \"" + good
                                + "\" read a second time"
                                + (others > 0 ? "; " + others + " more cells repeat neighbours of their own" : "")
                                + ". Their numbers are not to be used.");
            case GARBLED ->
                Text.of(
                        quoted + "在别处都不成词，像是认错的字，不能采用。",
                        quotedEn + " forms no word known anywhere else and looks misread and is not to be used.");
            case REPEATED_HEAD ->
                Text.of(
                        "表头“" + words + "”在表内又出现一次，应是换页时重复的。",
                        "The head \"" + words + "\" stands again inside its table, repeated at a page break.");
            case SHIFTED ->
                Text.of(
                        quoted + "落在数字或名称的列下，这些行与表头没有对齐，按列比对不可靠。",
                        quotedEn
                                + " stands under a head for numbers or names: these rows are out of line with their heads.");
            case SPLIT_NUMBER ->
                Text.of(
                        quoted + "的小数点后多了空格，应为同一个数。",
                        quotedEn + " has a space behind its decimal point and should be one number.");
            case REPEATED_WORDS -> Text.of(quoted + "把同样的字连写了两遍。", quotedEn + " says the same words twice in a row.");
            case UNUSUAL ->
                Text.of(
                        quoted + "是通用字以外的字（繁体或生僻字），疑为误认。",
                        quotedEn + " is outside the simplified characters and may be misread.");
            case FRAGMENT ->
                Text.of(
                        quoted + "自成一句，像是删改后剩下的字。",
                        quotedEn + " is a sentence of its own and looks like the rest of an edited one.");
            case MISREAD ->
                Text.of(
                        quoted + "全文只此一处，别处写的是形近的“" + good + "”，疑为错字。",
                        quotedEn + " stands here only; everywhere else it is \"" + good + "\", which looks like it.");
        };
    }

    private static String brief(String words) {
        String line = words.replace('\n', ' ').strip();
        return line.length() <= 24 ? line : line.substring(0, 24) + "…";
    }
}

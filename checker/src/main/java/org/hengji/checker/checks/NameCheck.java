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
import org.hengji.checker.names.DocumentNumber;
import org.hengji.checker.names.Spellings;
import org.hengji.scoring.framework.Text;

/** K24: a document has one number, numbers have their form, and a name is spelt in one way. */
public final class NameCheck implements Check {
    private static final Text ORIGINAL =
            Text.of("查对原文件，全文统一。", "Look up the document itself and use one form throughout.");

    @Override
    public String id() {
        return "K24";
    }

    @Override
    public Text meaning() {
        return Text.of("文件名称、文号和机构名称前后一致", "Documents, their numbers and names of bodies agree throughout");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<DocumentNumber> numbers = DocumentNumber.in(report);
        List<Spellings.Pair> spellings = Spellings.in(report);
        if (numbers.isEmpty() && spellings.isEmpty()) {
            tally.skip("没有文号，也没有两种写法的名称", "There are no document numbers and no name in two spellings");
            return;
        }
        titles(numbers, tally);
        alike(numbers, tally);
        form(numbers, tally);
        for (Spellings.Pair pair : spellings) {
            tally.find(spelling(pair));
        }
    }

    private void titles(List<DocumentNumber> numbers, Tally tally) {
        Map<String, List<DocumentNumber>> byTitle = new LinkedHashMap<>();
        for (DocumentNumber number : numbers) {
            number.title()
                    .ifPresent(t -> byTitle.computeIfAbsent(t.replace(" ", ""), k -> new ArrayList<>())
                            .add(number));
        }
        byTitle.forEach((title, all) -> {
            DocumentNumber first = all.get(0);
            Optional<DocumentNumber> other =
                    all.stream().filter(n -> !n.isSame(first)).findFirst();
            if (other.isEmpty()) {
                tally.pass();
            } else {
                tally.find(twoNumbers(title, first, other.get()));
            }
        });
    }

    private Finding twoNumbers(String title, DocumentNumber first, DocumentNumber other) {
        return new Finding(
                id(),
                Severity.FACTUAL,
                first.isSameSerial(other) ? Confidence.HIGH : Confidence.MEDIUM,
                Text.of(
                        "同一份《" + title + "》写了两个文号：" + first.full() + "和" + other.full() + "，至少一个有误。",
                        "One document, 《" + title + "》, has two numbers: " + first.full() + " and " + other.full()
                                + "; at least one is wrong."),
                Optional.of(other.full()),
                Optional.of(first.full()),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.of(
                        Place.of(other.span()),
                        Place.of(first.span()),
                        Place.of(other.titled()),
                        Place.of(first.titled())),
                ORIGINAL);
    }

    /** A number alone in the text that has the year and serial of another, and nearly its issuer. */
    private void alike(List<DocumentNumber> numbers, Tally tally) {
        for (DocumentNumber bare : numbers) {
            if (bare.title().isPresent()) {
                continue;
            }
            numbers.stream()
                    .filter(n ->
                            n != bare && n.isSameSerial(bare) && !n.issuer().equals(bare.issuer()))
                    .filter(n -> n.title().isPresent() && isNear(n.issuer(), bare.issuer()))
                    .findFirst()
                    .ifPresent(n -> tally.find(new Finding(
                            id(),
                            Severity.QUESTION,
                            Confidence.LOW,
                            Text.of(
                                    "“" + bare.full() + "”与“" + n.full() + "”年份和序号相同，发文机关代字不同，是否为同一文件？",
                                    "\"" + bare.full() + "\" and \"" + n.full()
                                            + "\" have the same year and serial but another issuer: are they one document?"),
                            Optional.of(bare.full()),
                            Optional.of(n.full()),
                            Optional.empty(),
                            Finding.NO_EFFECT,
                            List.of(Place.of(bare.span()), Place.of(n.span())),
                            ORIGINAL)));
        }
    }

    /** Same length with one character changed. */
    private static boolean isNear(String a, String b) {
        int common = Math.min(a.length(), b.length());
        String x = a.substring(a.length() - common);
        String y = b.substring(b.length() - common);
        int changed = 0;
        for (int i = 0; i < common; i++) {
            changed += x.charAt(i) == y.charAt(i) ? 0 : 1;
        }
        return changed == 1 && common > 2;
    }

    private void form(List<DocumentNumber> numbers, Tally tally) {
        List<DocumentNumber> unsigned = numbers.stream().filter(n -> !n.sign()).toList();
        List<DocumentNumber> brackets =
                numbers.stream().filter(n -> n.sign() && !n.brackets()).toList();
        if (!unsigned.isEmpty()) {
            tally.find(malformed(
                    unsigned,
                    Confidence.HIGH,
                    unsigned.size() + "个文号缺“号”字",
                    unsigned.size() + " document numbers lack 号"));
        }
        if (!brackets.isEmpty()) {
            tally.find(malformed(
                    brackets,
                    Confidence.MEDIUM,
                    brackets.size() + "个文号的年份没有用六角括号〔〕",
                    brackets.size() + " document numbers have the year outside 〔〕"));
        }
        if (unsigned.isEmpty() && brackets.isEmpty() && !numbers.isEmpty()) {
            tally.pass();
        }
    }

    private Finding malformed(List<DocumentNumber> numbers, Confidence confidence, String zh, String en) {
        DocumentNumber first = numbers.get(0);
        String right = String.join(
                "、", numbers.stream().map(DocumentNumber::full).distinct().toList());
        return new Finding(
                id(),
                Severity.COSMETIC,
                confidence,
                Text.of(zh + "，规范写法应为" + right + "。", en + "; the proper form is " + right + "."),
                Optional.of(first.passage().text().isEmpty() ? first.full() : printed(first)),
                Optional.of(first.full()),
                Optional.empty(),
                Finding.NO_EFFECT,
                numbers.stream().map(n -> Place.of(n.span())).toList(),
                Text.of("按公文格式改正。", "Correct it to the official form."));
    }

    private static String printed(DocumentNumber n) {
        return n.issuer()
                + (n.brackets() ? "〔" : "[")
                + n.year()
                + (n.brackets() ? "〕" : "]")
                + n.serial()
                + (n.sign() ? "号" : "");
    }

    private Finding spelling(Spellings.Pair pair) {
        String what = switch (pair.kind()) {
            case TITLE -> "文件";
            case BODY -> "机构";
            case PLATFORM -> "平台";
        };
        String whatEn = switch (pair.kind()) {
            case TITLE -> "document";
            case BODY -> "body";
            case PLATFORM -> "platform";
        };
        boolean platform = pair.kind() == Spellings.Kind.PLATFORM;
        String why = pair.alike() ? "，相异的字形近，可能是识别误差" : "";
        String whyEn = pair.alike() ? "; the characters look alike and may have been misread" : "";
        return new Finding(
                id(),
                platform ? Severity.QUESTION : Severity.COSMETIC,
                platform ? Confidence.LOW : Confidence.MEDIUM,
                Text.of(
                        "同一" + what + "似有两种写法：“" + pair.first() + "”和“" + pair.second() + "”" + why + "。",
                        "One " + whatEn + " seems to be spelt in two ways: \"" + pair.first() + "\" and \""
                                + pair.second() + "\"" + whyEn + "."),
                Optional.of(pair.second()),
                Optional.of(pair.first()),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.of(Place.of(pair.one()), Place.of(pair.other())),
                ORIGINAL);
    }
}

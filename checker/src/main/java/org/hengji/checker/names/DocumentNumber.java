package org.hengji.checker.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/**
 * A document number as printed.
 *
 * @param issuer characters for the issuing body, as far as they are told apart from the words before
 * @param sign whether 号 stands behind it
 * @param brackets whether the year stands in 〔〕
 * @param title of the document that it follows in brackets, without the marks
 */
public record DocumentNumber(
        String issuer,
        String year,
        String serial,
        boolean sign,
        boolean brackets,
        Optional<String> title,
        Span titled,
        Span span,
        Passage passage) {

    private static final Pattern PRINTED = Pattern.compile(
            "(?:(?<open>[(（])|(?<=[，、；。和及与》“:]))?(?<issuer>[\\p{IsHan}]{2,8})(?<left>[〔\\[【(])(?<year>(?:19|20)\\d{2})[〕\\]】)]\\s*第?(?<serial>\\d{1,4})(?<sign>\\s*号)?(?![\\d.])");
    private static final Pattern TITLE = Pattern.compile("《([^《》]{2,120})》\\s*$");

    /** All numbers in paragraphs and cells, in order. */
    public static List<DocumentNumber> in(Report report) {
        List<DocumentNumber> numbers = new ArrayList<>();
        for (Passage p : report.passages()) {
            String text = p.text();
            for (Matcher m = PRINTED.matcher(text); m.find(); ) {
                boolean round = m.group("left").equals("(");
                if (round && m.group("sign") == null) {
                    // 关于…（2021）3 may be anything
                    continue;
                }
                Optional<String> title = Optional.empty();
                Span titled = p.original(m.start("issuer"), m.end());
                Matcher t = TITLE.matcher(text.substring(0, m.start()));
                if (m.group("open") != null && t.find()) {
                    title = Optional.of(t.group(1));
                    titled = p.original(t.start(), t.end());
                }
                numbers.add(new DocumentNumber(
                        m.group("issuer"),
                        m.group("year"),
                        m.group("serial"),
                        m.group("sign") != null,
                        m.group("left").equals("〔"),
                        title,
                        titled,
                        p.original(m.start("issuer"), m.end()),
                        p));
            }
        }
        return numbers;
    }

    public String full() {
        return issuer + "〔" + year + "〕" + serial + "号";
    }

    public boolean isSame(DocumentNumber other) {
        return issuer.equals(other.issuer) && isSameSerial(other);
    }

    public boolean isSameSerial(DocumentNumber other) {
        return year.equals(other.year) && serial.equals(other.serial);
    }
}

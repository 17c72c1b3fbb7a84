package org.hengji.documents.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/**
 * Reads the cells of one column. What a person typed as text goes to the readers of case files, as in the entry grid;
 * plain numbers take a short way with the same result.
 */
final class TypedColumn {
    static final Value BLANK = new Value.Unknown();
    private static final int HELD_DIGITS = 15;
    private static final Pattern PADDED = Pattern.compile("0\\d+");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?.*)?");
    private static final Pattern FIGURE = Pattern.compile("-?[\\d,]*\\.?\\d+%?");

    /** Where findings about the cell at hand go. */
    interface Reporter {
        void error(String code, Text message, Text remedy);

        void warning(String code, Text message, Text remedy);
    }

    private final Column column;
    private final FactDefinition declaration;
    private final Unit unit;
    private final Map<String, Value> options = new HashMap<>();

    /** @param unit of the head, which may be another one than the declared */
    TypedColumn(Column column, Unit unit) {
        this.column = column;
        this.declaration = column.declaration();
        this.unit = unit;
        for (FactDefinition.Option option : declaration.options()) {
            Value value = new Value.Option(option.key());
            options.put(option.name().zh(), value);
            options.put(plain(option.key()), value);
            options.put(plain(option.name().zh()), value);
            options.put(plain(option.name().en()), value);
            column.options().getOrDefault(option.key(), List.of()).forEach(a -> options.put(plain(a), value));
        }
    }

    Column column() {
        return column;
    }

    Value read(StoredCell cell, Reporter report) {
        if (cell.type() == StoredCell.Type.ERROR) {
            report.error(
                    "cell.error",
                    Text.of(
                            "公式出错，显示 " + cell.stored() + "，没有可用的值",
                            "The formula failed and shows " + cell.stored() + "; there is no value to use"),
                    Text.of("改正公式，或直接填写数值", "Mend the formula or type the value"));
            return BLANK;
        } else if (cell.formula()) {
            if (cell.isBlank()) {
                report.error(
                        "formula.no-value",
                        Text.of("是公式，但文件里没有存下它的结果", "It is a formula, and the file holds no result of it"),
                        Text.of(
                                "用 Excel 或 WPS 打开，重新计算后保存，再导入",
                                "Open it in Excel or WPS, recalculate, save and import again"));
                return BLANK;
            }
            report.warning(
                    "formula.cached",
                    Text.of(
                            "是公式，按保存时的结果 " + cell.shown() + " 采用",
                            "It is a formula; its result when saved, " + cell.shown() + ", is used"),
                    Text.of("核对结果；要固定下来，复制后选择性粘贴为数值", "Compare the result; to keep it, paste it as a value"));
        }
        return switch (declaration.kind()) {
            case DECIMAL, COUNT -> number(cell, report);
            case DATE -> date(cell, report);
            case TEXT -> words(cell, report);
            case CHOICE -> option(cell, report);
            case BOOLEAN -> flag(cell, report);
        };
    }

    // ---- Numbers -----------------------------------------------------------------------------------------------

    private Value number(StoredCell cell, Reporter report) {
        if (cell.type() == StoredCell.Type.TEXT) {
            return typed(halfWidth(cell.stored()).replaceFirst("^[¥￥]", ""), unit.symbol(), report);
        } else if (cell.type() == StoredCell.Type.FLAG) {
            report.error(
                    "number.flag",
                    Text.of(
                            "是逻辑值 " + cell.shown() + "，这里要填数",
                            "It is the flag " + cell.shown() + "; a number belongs here"),
                    Text.of("填写数值", "Type the number"));
            return BLANK;
        } else if (cell.format().isDate()) {
            report.error(
                    "number.date",
                    Text.of(
                            "显示为日期或时间 " + cell.shown() + "，这里要填数；表格软件会把“1-2”“3/4”自动改成日期",
                            "It shows a day or a time, " + cell.shown()
                                    + ", and a number belongs here; spreadsheets turn 1-2 and 3/4 into days"),
                    Text.of("把单元格格式改为“数值”，重新填写", "Format the cell as a number and type it again"));
            return BLANK;
        }
        Optional<BigDecimal> held = cell.number();
        if (held.isEmpty()) {
            report.error(
                    "number.digits",
                    Text.of(
                            "“" + cell.stored() + "”的位数超过表格软件能保存的 " + HELD_DIGITS + " 位，末尾可能已经丢失",
                            cell.stored() + " has more digits than the " + HELD_DIGITS
                                    + " that a spreadsheet keeps; the last ones may be lost"),
                    Text.of("把单元格格式改为“文本”，照原文重新填写全部数字", "Format the cell as text and type all digits again"));
            return BLANK;
        }
        BigDecimal number = held.get();
        boolean percent = cell.format().isPercent();
        String symbol = percent ? "%" : unit.symbol();
        if (percent) {
            number = number.movePointRight(2);
        }
        hidden(cell, number, percent, report);
        Unit given = percent ? Unit.named("%").orElseThrow() : unit;
        if (given.convertsTo(declaration.unit())) {
            Rational value = Rational.of(number);
            value = given.equals(declaration.unit()) ? value : given.to(declaration.unit(), value);
            if (isPossible(value)) {
                places(value, report);
                return new Value.Known(value);
            }
        }
        return typed(number.toPlainString(), symbol, report);
    }

    private boolean isPossible(Rational value) {
        FactDefinition.Domain domain = declaration.domain();
        return (declaration.kind() != Kind.COUNT || value.isWhole())
                && domain.min().filter(b -> value.compareTo(b.value()) < 0).isEmpty()
                && domain.max().filter(b -> value.compareTo(b.value()) > 0).isEmpty();
    }

    private void hidden(StoredCell cell, BigDecimal number, boolean percent, Reporter report) {
        if (number.scale() <= 0 || cell.format().isGeneral()) {
            return;
        }
        String shown = cell.shown().replace("¥", "").replace("￥", "").strip();
        if (!FIGURE.matcher(shown).matches()) {
            return;
        }
        BigDecimal seen = new BigDecimal(shown.replace(",", "").replace("%", ""));
        if (seen.compareTo(number) != 0) {
            String all = number.stripTrailingZeros().toPlainString() + (percent ? "%" : "");
            report.warning(
                    "number.hidden",
                    Text.of(
                            "显示 " + shown + "，实际存的是 " + all + "，按 " + all + " 采用",
                            "It shows " + shown + " and holds " + all + "; " + all + " is used"),
                    Text.of("要按显示的数采用，就把它重新填成 " + shown, "If the number shown is meant, type " + shown));
        }
    }

    private void places(Rational value, Reporter report) {
        if (declaration.unit().needsUnit()
                && !value.times(Rational.ONE.over(Rational.unit(declaration.places())))
                        .isWhole()) {
            report.warning(
                    "number.places",
                    Text.of(
                            "“" + value.toText() + "”的小数多于 " + declaration.places() + " 位，照原样采用",
                            value.toText() + " has more than " + declaration.places()
                                    + " decimals; it is used as it is"),
                    Text.of("核对原始凭证", "Compare with the voucher"));
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Through the readers of case files. */
    private Value typed(String text, String symbol, Reporter report) {
        Loaded<List<Fact>> loaded = CaseLoader.facts(declaration, "", List.of(new TypedPlace(text, symbol, "")));
        for (Problem problem : loaded.problems()) {
            report.error(problem.code(), problem.message(), problem.remedy());
        }
        Value value = loaded.value()
                .filter(f -> !f.isEmpty())
                .map(f -> f.get(0).value())
                .orElse(BLANK);
        if (value instanceof Value.Bounded) {
            report.error(
                    "number.inexact",
                    Text.of(
                            "“" + text + "”是约数或范围，这里要填一个确定的数",
                            '"' + text + "\" is about or a range; one number belongs here"),
                    Text.of("填写确定的数", "Type the exact number"));
            return BLANK;
        }
        if (value instanceof Value.Known known && declaration.kind() != Kind.DATE) {
            places(known.number(), report);
        }
        return value;
    }

    // ---- Days --------------------------------------------------------------------------------------------------

    private Value date(StoredCell cell, Reporter report) {
        if (cell.type() == StoredCell.Type.NUMBER && cell.format().isDate()) {
            Optional<LocalDate> day = cell.day();
            if (day.isPresent()) {
                if (cell.hasTime()) {
                    report.warning(
                            "date.time",
                            Text.of(
                                    "带有时刻（" + cell.shown() + "），只取日期",
                                    "It has a time (" + cell.shown() + "); only the day is used"),
                            Text.of("无需改动；要去掉提示，只填日期", "Nothing need be done; give the day alone to avoid this"));
                }
                return iso(day.get().toString()).orElseGet(() -> typed(day.get().toString(), "", report));
            }
        }
        Optional<Value> plain = cell.type() == StoredCell.Type.TEXT ? iso(cell.stored()) : Optional.empty();
        if (plain.isPresent()) {
            return plain.get();
        }
        String text = cell.type() == StoredCell.Type.NUMBER
                ? cell.number().map(BigDecimal::toPlainString).orElse(cell.stored())
                : halfWidth(cell.stored());
        Matcher digits = EIGHT_DIGITS.matcher(text);
        if (digits.matches()) {
            return typed(digits.group(1) + "-" + digits.group(2) + "-" + digits.group(3), "", report);
        }
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return typed(day.group(1) + "-" + two(day.group(2)) + "-" + two(day.group(3)), "", report);
        }
        if (cell.type() == StoredCell.Type.NUMBER) {
            String meant = cell.day().map(d -> "；如果是 " + d + "，").orElse("；");
            report.error(
                    "date.number",
                    Text.of(
                            "是数 " + text + "，不是日期格式，不能确定是哪一天",
                            "It is the number " + text
                                    + ", not formatted as a day, so it is not certain which day is meant"),
                    Text.of(
                            "核对原文" + meant + "把单元格格式改为“日期”",
                            "Compare with the source"
                                    + cell.day()
                                            .map(d -> "; if " + d + " is meant,")
                                            .orElse("") + " format the cell as a date"));
            return BLANK;
        }
        return typed(text, "", report);
    }

    /** The short way for {@code 2023-03-05}; empty for anything that needs a closer look. */
    private Optional<Value> iso(String text) {
        if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
            try {
                Rational day = Rational.of(LocalDate.parse(text).toEpochDay());
                return isPossible(day) ? Optional.of(new Value.Known(day)) : Optional.empty();
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    // ---- Words -------------------------------------------------------------------------------------------------

    private Value words(StoredCell cell, Reporter report) {
        String words = text(cell, report);
        if (words.indexOf('\uFFFD') >= 0) {
            report.error(
                    "text.broken",
                    Text.of("有无法识别的字符", "It has characters that cannot be read"),
                    Text.of("重新填写这一格；从别处导出的，改用 UTF-8 编码再导出", "Type the cell again; export it in UTF-8"));
        } else if (column.digits() > 0 && !isDigits(words, column.digits())) {
            report.error(
                    "text.digits",
                    Text.of(
                            "“" + clipped(words) + "”应是 " + column.digits() + " 位数字",
                            '"' + clipped(words) + "\" should be " + column.digits() + " digits"),
                    Text.of(
                            "照原文填写；开头的 0 丢失的，先把单元格格式改为“文本”",
                            "Type it as in the source; where zeros at its beginning are lost, format the cell as text first"));
        } else if (words.length() > column.most()) {
            report.error(
                    "text.long",
                    Text.of(
                            "有 " + words.length() + " 个字，超过 " + column.most() + " 个字的上限",
                            "It has " + words.length() + " characters, over the limit of " + column.most()),
                    Text.of("缩短，详细内容另附材料", "Shorten it and attach the details"));
        } else {
            return words.isEmpty() ? BLANK : new Value.Words(words);
        }
        return BLANK;
    }

    private static boolean isDigits(String words, int count) {
        return words.length() == count && words.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Numbers in a text column as they look, if their format is that of a code; else with all their digits. */
    private String text(StoredCell cell, Reporter report) {
        if (cell.type() == StoredCell.Type.TEXT) {
            return cell.stored().replace("\r\n", "\n").strip();
        } else if (cell.type() == StoredCell.Type.FLAG) {
            return cell.shown();
        }
        String shown = cell.shown().strip();
        if (PADDED.matcher(shown).matches()) {
            return shown;
        } else if (cell.format().isDate()) {
            return shown.indexOf('年') >= 0 || cell.hasTime() || cell.day().isEmpty()
                    ? shown
                    : cell.day().get().toString();
        }
        Optional<BigDecimal> number = cell.number();
        boolean lost = number.isEmpty()
                || (long) number.get().precision() - number.get().scale() > HELD_DIGITS;
        if (lost) {
            report.error(
                    "text.digits-lost",
                    Text.of(
                            "存成了数 " + cell.stored() + "，超过 15 位的数字已被表格软件改成 0",
                            "It is held as the number " + cell.stored()
                                    + "; spreadsheets turn digits beyond the fifteenth into zeros"),
                    Text.of("把单元格格式改为“文本”，照原文重新填写", "Format the cell as text and type it again from the source"));
            return "";
        }
        boolean percent = cell.format().isPercent();
        BigDecimal figure = percent ? number.get().movePointRight(2) : number.get();
        hidden(cell, figure, percent, report);
        return plain(figure) + (percent ? "%" : "");
    }

    private Value option(StoredCell cell, Reporter report) {
        String words = text(cell, report);
        // The words of a choice are few; most cells repeat them as they are
        Value value = options.get(words);
        value = value == null ? options.get(plain(words)) : value;
        if (value == null && !words.isEmpty()) {
            report.error(
                    "option.unknown",
                    Text.of("“" + clipped(words) + "”不是可选的内容", '"' + clipped(words) + "\" is not among the options"),
                    Text.of("从下拉框中选：" + labels("zh", "、"), "Choose one of: " + labels("en", ", ")));
        }
        return value == null ? BLANK : value;
    }

    private String labels(String language, String divider) {
        return declaration.options().stream().map(o -> o.name().in(language)).collect(Collectors.joining(divider));
    }

    private Value flag(StoredCell cell, Reporter report) {
        String words = cell.type() == StoredCell.Type.FLAG
                ? cell.stored()
                : halfWidth(cell.stored()).toLowerCase(Locale.ROOT);
        return switch (words) {
            case "1", "是", "有", "对", "√", "✓", "y", "yes", "true" -> new Value.Flag(true);
            case "0", "否", "无", "错", "×", "✗", "n", "no", "false" -> new Value.Flag(false);
            default -> {
                report.error(
                        "flag.broken",
                        Text.of(
                                "“" + clipped(words) + "”看不出是“是”还是“否”",
                                '"' + clipped(words) + "\" is neither yes nor no"),
                        Text.of("填“是”或“否”", "Write 是 (yes) or 否 (no)"));
                yield BLANK;
            }
        };
    }

    // ---- Text --------------------------------------------------------------------------------------------------

    /** Full-width digits, letters and signs of Chinese keyboards as the plain ones, blanks at the ends off. */
    static String halfWidth(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(
                    c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c == '\u3000' || c == '\u00A0' ? ' ' : c);
        }
        return plain.toString().strip();
    }

    /** For comparing words: without blanks, in plain characters, small. */
    static String plain(String text) {
        return text == null ? "" : halfWidth(text).replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    static String clipped(String words) {
        return words.length() <= 40 ? words : words.substring(0, 40) + "…";
    }
}

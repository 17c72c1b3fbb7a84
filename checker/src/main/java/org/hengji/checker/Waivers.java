package org.hengji.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.frameworks.DataFile;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Problem;

/** Findings that somebody accepts, each with a reason. A finding stays; it only counts no longer against the report. */
public record Waivers(List<Waiver> list) {
    public static final Waivers NONE = new Waivers(List.of());

    /**
     * @param finding id of the finding, or empty when it is named by check and quote
     * @param file the report meant, or empty for any of the run
     * @param place where it stands in the waivers file
     */
    public record Waiver(
            Optional<String> finding,
            Optional<String> check,
            Optional<String> quote,
            Optional<String> file,
            String reason,
            String by,
            Optional<Problem.Place> place) {

        /** One that a person has given on the page. */
        public static Waiver of(String finding, String reason, String by) {
            return new Waiver(
                    Optional.of(finding),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    reason,
                    by,
                    Optional.empty());
        }

        boolean covers(String report, String id, Finding found, List<Location> locations) {
            return isFor(report)
                    && (finding.isPresent()
                            ? finding.get().equals(id)
                            : check.orElse("").equals(found.check())
                                    && !locations.isEmpty()
                                    && locations.get(0).quote().equals(quote.orElse(null)));
        }

        /** A path may be given from any folder above the report. */
        boolean isFor(String report) {
            return file.isEmpty()
                    || report.equals(file.get())
                    || report.replace('\\', '/').endsWith("/" + file.get().replace('\\', '/'));
        }

        String name() {
            return finding.orElseGet(() -> check.orElse("") + " “" + quote.orElse("") + "”");
        }
    }

    public Optional<Waiver> of(String report, String id, Finding finding, List<Location> locations) {
        return list.stream()
                .filter(w -> w.covers(report, id, finding, locations))
                .findFirst();
    }

    /** Waivers that met no finding although their report was in the run: what they accepted is no longer there. */
    public List<Problem> stale(Set<Waiver> used, List<String> reports) {
        return list.stream()
                .filter(w -> !used.contains(w) && reports.stream().anyMatch(w::isFor))
                .map(w -> {
                    Problem problem = Problem.of(
                            "waiver.stale",
                            "",
                            "这条意见接受的问题 " + w.name() + " 已不在审核结果中：报告已改，或写法有误",
                            "The accepted finding " + w.name()
                                    + " is not among the findings: the report has changed, or it is misspelt",
                            "核对后删去这一条，或按新的审核结果改写编号",
                            "Remove the entry, or give the id that the finding has now");
                    return w.place().map(problem::at).orElse(problem);
                })
                .toList();
    }

    public static Loaded<Waivers> read(String text) {
        Loaded<DataFile> file = DataFile.read(text);
        if (file.value().isEmpty()) {
            return new Loaded<>(Optional.empty(), file.problems());
        }
        Entries entries = new Entries(file.value().get());
        if (!(file.value().get().root() instanceof List<?> items)) {
            entries.fault(
                    "",
                    "waivers.shape",
                    "应是一个列表，每项写一条接受的问题",
                    "This should be a list with one entry for each accepted finding",
                    "每项以“- finding: 编号”开头",
                    "Begin each entry with \"- finding: ID\"");
            return new Loaded<>(Optional.empty(), entries.problems);
        }
        List<Waiver> list = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            entries.read("[" + i + "]", items.get(i)).ifPresent(list::add);
        }
        return new Loaded<>(
                entries.problems.isEmpty() ? Optional.of(new Waivers(List.copyOf(list))) : Optional.empty(),
                List.copyOf(entries.problems));
    }

    private static final class Entries {
        private static final List<String> KEYS = List.of("finding", "check", "quote", "file", "reason", "by");
        private final DataFile file;
        private final List<Problem> problems = new ArrayList<>();

        Entries(DataFile file) {
            this.file = file;
        }

        Optional<Waiver> read(String path, Object item) {
            if (!(item instanceof Map<?, ?> fields)) {
                fault(
                        path,
                        "waivers.shape",
                        "这一项应写明 finding、reason 和 by",
                        "This entry should have finding, reason and by",
                        "参照说明补全",
                        "Complete it as the documentation shows");
                return Optional.empty();
            }
            int before = problems.size();
            for (Object key : fields.keySet()) {
                if (!KEYS.contains(key) || !(fields.get(key) instanceof String)) {
                    fault(
                            path + "." + key,
                            "waiver.field",
                            "“" + key + "”不是这里的字段，或不是一个词",
                            key + " is no field of a waiver, or no single value",
                            "可用的字段：" + String.join("、", KEYS),
                            "The fields are " + String.join(", ", KEYS));
                }
            }
            if (problems.size() > before) {
                return Optional.empty();
            }
            boolean byId = word(fields, "finding").isPresent();
            boolean byWords =
                    word(fields, "check").isPresent() && word(fields, "quote").isPresent();
            if (byId == byWords) {
                fault(
                        path,
                        "waiver.what",
                        "要么写 finding（问题编号），要么写 check 和 quote，不能都写或都不写",
                        "Give either finding, or check and quote; not both and not neither",
                        "编号见 check 的输出",
                        "The output of check has the ids");
            }
            for (String key : List.of("reason", "by")) {
                if (word(fields, key).isEmpty()) {
                    fault(
                            path,
                            "waiver." + key,
                            key.equals("reason") ? "没有写接受的理由（reason）" : "没有写由谁接受（by）",
                            key.equals("reason")
                                    ? "There is no reason for accepting it"
                                    : "It does not say who accepts it (by)",
                            "补上 " + key,
                            "Add " + key);
                }
            }
            return problems.size() > before
                    ? Optional.empty()
                    : Optional.of(new Waiver(
                            word(fields, "finding"),
                            word(fields, "check"),
                            word(fields, "quote"),
                            word(fields, "file"),
                            word(fields, "reason").orElseThrow(),
                            word(fields, "by").orElseThrow(),
                            Optional.ofNullable(file.places().get(path))));
        }

        private static Optional<String> word(Map<?, ?> fields, String key) {
            return Optional.ofNullable((String) fields.get(key)).filter(w -> !w.isBlank());
        }

        void fault(String path, String code, String zh, String en, String remedyZh, String remedyEn) {
            Problem problem = Problem.of(code, path, zh, en, remedyZh, remedyEn);
            Problem.Place place = file.places().get(path);
            problems.add(place == null ? problem : problem.at(place));
        }
    }
}

package org.hengji.server.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.report.Asked;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Template;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.server.evaluation.EvaluationRecord;

/**
 * A report of one kind about one evaluation, as it stands.
 *
 * @param paper with the edited paragraphs
 * @param drafted as the facts alone would have it
 * @param edits in force, by paragraph
 * @param facts declarations of the framework, to tell a fact that is entered from a text that is written
 * @param asked what is typed for reports alone
 */
public record ReportDraft(
        EvaluationRecord evaluation,
        Template template,
        Paper paper,
        Paper drafted,
        Map<String, Edit> edits,
        Map<String, FactDefinition> facts,
        Asked asked) {

    /** A figure that reads otherwise than when its paragraph was edited. */
    public record Changed(String paragraph, String name, String before, String now) {}

    public Optional<Block.Paragraph> paragraph(String id) {
        return paper.paragraphs().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    public String draftOf(String paragraph) {
        return drafted.paragraphs().stream()
                .filter(p -> p.id().equals(paragraph))
                .findFirst()
                .map(Block.Paragraph::text)
                .orElse("");
    }

    /** Figures under edited paragraphs that have changed since; the edited words still say the old ones. */
    public List<Changed> changed() {
        List<Changed> changed = new ArrayList<>();
        for (Block.Paragraph paragraph : drafted.paragraphs()) {
            Edit edit = edits.get(paragraph.id());
            if (edit == null) {
                continue;
            }
            Map<String, String> now = paragraph.figures();
            Map<String, String> all = new LinkedHashMap<>(edit.figures());
            now.keySet().forEach(key -> all.putIfAbsent(key, "—"));
            all.forEach((key, before) -> {
                String after = now.getOrDefault(key, "—");
                if (!after.equals(before)) {
                    changed.add(new Changed(paragraph.id(), name(key), before, after));
                }
            });
        }
        return changed;
    }

    private String name(String key) {
        return facts.containsKey(key) ? facts.get(key).name().zh() : key;
    }

    /** The field of the form of figures and texts that closes the gap. */
    public Optional<String> field(Paper.Gap gap) {
        String name = gap.key().equals("row.cause") ? "deviations" : gap.key().replaceFirst("^text:", "");
        if (asked.tables().stream().anyMatch(table -> table.name().equals(name))) {
            return Optional.of(Entries.table(name));
        } else if (gap.key().startsWith("text:")) {
            return Optional.of(name).filter(asked.texts()::containsKey).map(Entries::text);
        }
        return asked.figures().stream()
                // An expression such as a / b is called after what it misses.
                .filter(figure -> figure.key().equals(gap.key())
                        || figure.name().zh().equals(gap.name().zh()))
                .findFirst()
                .map(figure -> Entries.fact(figure.key()));
    }

    /** Gaps that entering data closes, apart from those that somebody has to write. */
    public boolean isFact(Paper.Gap gap) {
        return facts.containsKey(gap.key());
    }
}

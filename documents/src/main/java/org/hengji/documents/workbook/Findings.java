package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.documents.workbook.CellFinding.Severity;
import org.hengji.scoring.framework.Text;

/** What was found so far: all of it counted, of each kind the first few hundred kept. */
final class Findings {
    private static final int KEPT_OF_A_KIND = 200;

    private final List<CellFinding> kept = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private long errors;
    private long warnings;

    void add(CellFinding finding) {
        if (finding.isError()) {
            errors++;
        } else {
            warnings++;
        }
        int count = counts.merge(finding.problem().code(), 1, Integer::sum);
        if (count <= KEPT_OF_A_KIND) {
            kept.add(finding);
        }
    }

    void add(Severity severity, String sheet, int row, String code, String zh, String en, String remZh, String remEn) {
        add(CellFinding.of(severity, sheet, row, code, Text.of(zh, en), Text.of(remZh, remEn)));
    }

    long errors() {
        return errors;
    }

    long warnings() {
        return warnings;
    }

    List<CellFinding> list() {
        List<CellFinding> all = new ArrayList<>(kept);
        counts.forEach((code, count) -> {
            if (count > KEPT_OF_A_KIND) {
                CellFinding last = kept.stream()
                        .filter(f -> f.problem().code().equals(code))
                        .findFirst()
                        .orElseThrow();
                int more = count - KEPT_OF_A_KIND;
                all.add(CellFinding.of(
                        last.severity(),
                        last.sheet(),
                        0,
                        code,
                        Text.of(
                                "同样的问题还有 " + more + " 处，没有一一列出",
                                more + " more of the same kind are not listed one by one"),
                        Text.of(
                                "先改列出的各处；多半是同一个原因，整列改好后重新导入",
                                "Mend those listed first; most likely one cause explains all of them")));
            }
        });
        return List.copyOf(all);
    }
}

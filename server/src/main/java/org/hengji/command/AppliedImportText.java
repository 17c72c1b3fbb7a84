package org.hengji.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.server.intake.Taken;

/** What {@code import --apply} says on the command line. */
public final class AppliedImportText {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;

    private AppliedImportText() {}

    /** @return the exit code */
    public static int refused(Path file, String kind, Refused refused, boolean json) {
        Problem problem = refused.problem();
        System.err.print(ProblemText.of(file.toString(), problem));
        return print(json, element(file, kind, Json.problems(List.of(problem))), UNUSABLE);
    }

    /** @return the exit code */
    public static int tell(Path file, String kind, Taken taken, boolean json) {
        taken.result().findings().forEach(finding -> System.err.print(line(file, finding)));
        Map<String, Object> element = element(file, kind, WorkbookCommands.findings(taken.result(), true));
        element.put("rows", taken.result().rows());
        element.put("warnings", WorkbookCommands.findings(taken.result(), false));
        if (!taken.result().isSound()) {
            System.err.println(file + "：错误 " + taken.result().errors() + " 处，没有导入任何数据。改好后再导入。  "
                    + taken.result().errors() + " errors; nothing was imported. Mend them and try again.");
            return print(json, element, FAULTS);
        }
        element.put("applied", taken.added() + taken.changed());
        element.put("added", taken.added());
        element.put("changed", taken.changed());
        element.put("same", taken.same());
        if (!json) {
            System.out.println(
                    taken.changesNothing()
                            ? file + "：与系统里的数据完全相同（" + taken.same() + " 条），什么也没有改。  The same as what is on record ("
                                    + taken.same() + "); nothing was changed."
                            : file + "：已导入，新增 " + taken.added() + " 条，改动 " + taken.changed() + " 条，相同 "
                                    + taken.same() + " 条。  Imported: " + taken.added() + " new, " + taken.changed()
                                    + " changed, " + taken.same() + " as before.");
        }
        return print(json, element, 0);
    }

    /** Says on stderr how far a long file is; it is never stopped from here. */
    public static boolean progress(long rows, long faulty, long done, long size) {
        return WorkbookCommands.progress(System.err, rows, done, size);
    }

    private static Map<String, Object> element(Path file, String kind, List<?> errors) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("file", file.toString());
        element.put("kind", kind);
        element.put("applied", null);
        element.put("added", null);
        element.put("changed", null);
        element.put("same", null);
        element.put("rows", null);
        element.put("errors", errors);
        element.put("warnings", List.of());
        return element;
    }

    private static String line(Path file, CellFinding finding) {
        String place = (finding.sheet().isEmpty() ? "" : " [" + finding.sheet() + "]")
                + (finding.cell().isEmpty() ? "" : " " + finding.cell());
        return ProblemText.of(file + place, finding.problem());
    }

    private static int print(boolean json, Map<String, Object> element, int code) {
        if (json) {
            System.out.println(Json.array(List.of(element)));
        }
        return code;
    }
}

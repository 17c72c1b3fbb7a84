package org.hengji.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.Refusal;
import org.hengji.documents.Refused;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.server.database.Database;
import org.hengji.server.evaluation.AppliedImport;

/** What {@code import --apply} says on the command line. */
public final class AppliedImportText {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;

    private AppliedImportText() {}

    public static int tell(Database database, String caseId, String kind, Path file, boolean json) {
        try {
            return tell(AppliedImport.apply(database, caseId, kind, file), caseId, file, json);
        } catch (Refused e) {
            System.err.print(ProblemText.of(file.toString(), e.problem()));
            return print(json, file, UNUSABLE, 0, Json.problems(List.of(e.problem())));
        }
    }

    private static int tell(AppliedImport.Outcome outcome, String caseId, Path file, boolean json) {
        if (outcome instanceof AppliedImport.Outcome.NoCase none) {
            throw new Refusal(
                    "这里没有案例“" + caseId + "”；已有：" + String.join("、", none.known()),
                    "There is no case " + caseId + " here; there are " + String.join(", ", none.known()));
        } else if (outcome instanceof AppliedImport.Outcome.OtherVersion) {
            throw new Refusal(
                    "这个数据文件夹是其他版本建立的。请先用 serve 或 demo 启动一次，让数据库升级。",
                    "This data folder was made by another version. Start it once with serve or demo to renew its database.");
        } else if (outcome instanceof AppliedImport.Outcome.Contradicted) {
            Problem problem = Problem.of(
                    "import.contradicted",
                    "",
                    "文件里的数互相矛盾，没有导入任何数据",
                    "The figures of the file contradict each other; nothing was imported",
                    "在网页“用 Excel 导入”中上传同一文件，数据填报页会标出矛盾之处",
                    "Upload the file on the page Import from Excel; the entry form marks the contradiction");
            System.err.print(ProblemText.of(file.toString(), problem));
            return print(json, file, FAULTS, 0, Json.problems(List.of(problem)));
        } else if (outcome instanceof AppliedImport.Outcome.Held held) {
            held.result()
                    .findings()
                    .forEach(f -> System.err.println(f.sheet() + " " + f.cell() + "  "
                            + f.problem().message().zh() + "  → "
                            + f.problem().remedy().zh()));
            return print(json, file, FAULTS, 0, WorkbookCommands.findings(held.result(), true));
        }
        return print(json, file, 0, ((AppliedImport.Outcome.Done) outcome).changes(), List.of());
    }

    private static int print(boolean json, Path file, int code, int changes, List<?> errors) {
        if (json) {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("file", file.toString());
            element.put("applied", code == 0 ? (Object) (long) changes : null);
            element.put("errors", errors);
            System.out.println(Json.array(List.of(element)));
        } else if (code == 0) {
            System.out.println("已导入，改动 " + changes + " 项。 Imported, " + changes + " changed.");
        }
        return code;
    }
}

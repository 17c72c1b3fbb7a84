package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.OutOfScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 从表格导入项目. */
@Controller
@OpenTo(roles = {Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER})
class ProjectImportController {

    private final Templates templates;
    private final ProjectImports imports;
    private final Members members;

    ProjectImportController(Templates templates, ProjectImports imports, Members members) {
        this.templates = templates;
        this.imports = imports;
        this.members = members;
    }

    @GetMapping("/projects/import")
    JteModel form(Frame frame) {
        return page(frame, null, Map.of(), null);
    }

    @GetMapping("/projects/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        try (OutputStream out = Attachment.open(
                response, Attachment.EXCEL, ProjectImports.FORM.name().zh() + ".xlsx")) {
            FormWorkbook.write(ProjectImports.FORM, Map.of(), out);
        }
    }

    @PostMapping("/projects/import")
    Object read(Frame frame, HttpServletResponse response, @RequestParam long unit, @RequestParam MultipartFile file)
            throws IOException {
        if (members.withBudget().stream().noneMatch(u -> u.id() == unit)) {
            throw new OutOfScope();
        }
        try {
            ProjectImports.Outcome outcome = imports.read(unit, file, frame.person());
            if (outcome instanceof ProjectImports.Outcome.Taken) {
                return "redirect:/projects";
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            if (outcome instanceof ProjectImports.Outcome.Held held) {
                return page(frame, held.result(), Map.of(), null);
            }
            Map<String, Problem> problems = new TreeMap<>();
            ((ProjectImports.Outcome.Refused) outcome)
                    .problems()
                    .forEach((row, found) -> problems.put(String.format("%06d", row), found.get(0)));
            return page(frame, null, problems, null);
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, null, Map.of(), e.problem());
        }
    }

    private JteModel page(Frame frame, ImportResult result, Map<String, Problem> rows, Problem refused) {
        return templates.budgetProjectImportPage(frame, members.withBudget(), result, rows, refused);
    }
}

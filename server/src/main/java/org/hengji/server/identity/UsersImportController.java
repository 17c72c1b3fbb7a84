package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress;
import org.hengji.pages.Templates;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.identity.RightRequest.Kind;
import org.hengji.server.organisation.Tree;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A workbook of people becomes requests, all of them or none; each is then decided like any other. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
class UsersImportController {

    private static final Form FORM = Form.shipped("users").orElseThrow();

    private final Templates templates;
    private final Rights rights;
    private final Units units;
    private final TransactionTemplate transaction;

    UsersImportController(Templates templates, Rights rights, Units units, TransactionTemplate transaction) {
        this.templates = templates;
        this.rights = rights;
        this.units = units;
        this.transaction = transaction;
    }

    @GetMapping("/administration/users.xlsx")
    void template(Frame frame, HttpServletResponse response) throws IOException {
        String name = FORM.name().in(frame.language().code()) + ".xlsx";
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, name)) {
            FormWorkbook.write(FORM, Map.of(), out);
        }
    }

    @PostMapping("/administration/import")
    Object read(@RequestParam MultipartFile file, Frame frame, HttpServletResponse response) throws IOException {
        Path kept = Files.createTempFile("users-", ".xlsx");
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        try {
            file.transferTo(kept);
            List<ImportedRow> rows = new ArrayList<>();
            ImportResult result;
            try (CellSource source = CellSource.open(kept, FormImport.LIMITS)) {
                result = FormImport.read(source, FORM, rows::add, Progress.NONE);
            }
            List<UsersImport.Fault> faults = new ArrayList<>(result.findings().stream()
                    .filter(CellFinding::isError)
                    .map(UsersImport.Fault::of)
                    .toList());
            List<RightCommand> people = new ArrayList<>();
            Tree tree = units.tree();
            for (ImportedRow row : rows) {
                RightCommand command = command(row, tree);
                people.add(command);
                String code = text(row, "unit");
                command.faults(frame.person(), tree)
                        .forEach((field, key) -> faults.add(new UsersImport.Fault(
                                String.valueOf(row.row()),
                                field.equals("unit") ? code : command.person(),
                                new Text(frame.text(key), frame.text(key)),
                                new Text("", ""))));
            }
            if (!faults.isEmpty()) {
                return refused(frame, response, new UsersImport(name, null, faults));
            }
            transaction.executeWithoutResult(status -> people.forEach(p -> rights.ask(
                    Kind.GRANT, p.person(), 0, p.chosen().orElseThrow(), p.belongs(), p.reason(), frame.person())));
            return "redirect:/administration?notice=imported";
        } catch (Refused e) {
            return refused(frame, response, new UsersImport(name, e.problem(), List.of()));
        } catch (Progress.Cancelled e) {
            throw new IllegalStateException(e); // nobody watches this reading
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private Object refused(Frame frame, HttpServletResponse response, UsersImport faults) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return templates.identityUsersImportPage(frame, faults);
    }

    private static RightCommand command(ImportedRow row, Tree tree) {
        String code = text(row, "unit");
        long unit = tree.units().stream()
                .filter(u -> u.code().equals(code))
                .findFirst()
                .map(Unit::id)
                .orElse(0L);
        String role = text(row, "role").toUpperCase(Locale.ROOT).replace('-', '_');
        return new RightCommand(role, unit, text(row, "person"), text(row, "reason"));
    }

    private static String text(ImportedRow row, String column) {
        List<Form.Column> columns = FORM.tables().get(0).columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key().equals(column)) {
                return ImportedRow.text(row.values().get(i));
            }
        }
        throw new IllegalArgumentException(column);
    }
}

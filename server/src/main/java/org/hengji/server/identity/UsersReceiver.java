package org.hengji.server.identity;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.documents.workbook.RecordCheck;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.identity.RightRequest.Kind;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.FormReceiver;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Taken;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A workbook of people becomes requests (账号申请表); each is then decided like any other. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@Order(60)
class UsersReceiver extends FormReceiver {

    private static final Form FORM = Form.shipped("users").orElseThrow();
    private static final String PATH = "/administration";

    private final Rights rights;
    private final Units units;

    UsersReceiver(Rights rights, Units units) {
        super(FORM, Set.of(Role.SYSTEM_ADMINISTRATOR));
        this.rights = rights;
        this.units = units;
    }

    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        FormWorkbook.write(FORM, Map.of(), out);
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        List<ImportedRow> people = new ArrayList<>();
        RecordCheck check = (row, faults) -> check(row, file.by(), faults);
        ImportResult result = FormImport.read(file.source(), FORM, check, people::add, file.progress());
        long same = 0;
        if (result.isSound()) {
            for (ImportedRow row : people) {
                if (rights.stands(FORM.text(row, "person"), role(row), unit(row))) {
                    same++;
                } else {
                    rights.ask(
                            Kind.GRANT,
                            FORM.text(row, "person"),
                            0,
                            role(row),
                            unit(row),
                            FORM.text(row, "reason"),
                            file.by());
                }
            }
        }
        return new Taken(result, people.size() - same, 0, same, PATH);
    }

    private void check(ImportedRow row, Person by, RecordCheck.Faults faults) {
        String person = FORM.text(row, "person");
        String code = FORM.text(row, "unit");
        if (person.equalsIgnoreCase(by.displayName()) || person.equalsIgnoreCase(by.name())) {
            faults.error(
                    row,
                    "person",
                    Problem.of(
                            "user.self",
                            "person",
                            "“" + person + "”是您自己的姓名，系统管理员不能给自己申请别的角色（三员分立）",
                            person + " is your own name; a system administrator cannot ask for another role for him- or"
                                    + " herself",
                            "删去这一行；是同名的另一个人，在姓名后注明部门，例如“张伟（预算处）”",
                            "Remove the row; for somebody else of that name add the department"));
        }
        if (role(row).belongsToUnit()
                && !units.tree().units().isEmpty()
                && units.byCode(code).isEmpty()) {
            faults.error(
                    row,
                    "unit",
                    Problem.of(
                            "user.unit",
                            "unit",
                            code.isEmpty() ? "没有填单位代码，这个角色只看本单位的数据" : "单位目录里没有代码“" + code + "”，这个角色只看本单位的数据",
                            code.isEmpty()
                                    ? "The code of the body is missing; this role sees the data of its own body only"
                                    : "No body has the code " + code + "; this role sees the data of its own body only",
                            "填“组织机构”里的单位代码；单位还没有登记的，先登记或导入单位目录",
                            "Give a code of the tree of bodies; register the body first where it is not there"));
        }
    }

    private static Role role(ImportedRow row) {
        return Role.valueOf(FORM.text(row, "role").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The body that counts: none for those who belong to none. */
    private long unit(ImportedRow row) {
        return role(row).belongsToUnit()
                ? units.byCode(FORM.text(row, "unit")).map(Unit::id).orElse(0L)
                : 0;
    }
}

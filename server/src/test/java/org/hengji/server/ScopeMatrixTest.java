package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * Whose data who sees: every role, of the unit and of elsewhere, at every door there is. The doors are read off the
 * application, so that a new one that nobody thought of fails here. Nothing is asked of the policy itself: a person
 * from another city sees nothing of this unit, whatever the number in the address.
 */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopeMatrixTest {

    private static final String MARK = "标记7f3a";
    private static final int YEAR = 2033;

    /** Doors that lead to nothing of a unit, and why. */
    private static final Map<String, String> NOT_OF_A_UNIT = Map.ofEntries(
            Map.entry("/frameworks/{id}/{version}", "definitions are public"),
            Map.entry("/drafts/{*form}", "everybody's own"),
            Map.entry("/notices/{id}", "everybody's own"),
            Map.entry("/organisation/{unit}/end", "the tree; tested in OrganisationWebTest"),
            Map.entry("/administration/invitations/{id}/withdraw", "accounts"),
            Map.entry("/administration/requests/{id}/link", "accounts"),
            Map.entry("/administration/requests/{id}/withdraw", "accounts"),
            Map.entry("/administration/accounts/{id}", "accounts"),
            Map.entry("/administration/imports/{id:\\d+}", "no business; tested in IntakeWebTest"),
            Map.entry("/administration/imports/{id:\\d+}/progress", "no business"),
            Map.entry("/administration/imports/{id:\\d+}/marked.xlsx", "no business"),
            Map.entry("/administration/imports/{id:\\d+}/cancel", "no business"),
            Map.entry("/administration/imports/{id:\\d+}/take", "no business"),
            Map.entry("/administration/imports/{id:\\d+}/discard", "no business"),
            Map.entry("/security/accounts/{id}/disable", "accounts"),
            Map.entry("/security/requests/{id}/approve", "accounts"),
            Map.entry("/security/requests/{id}/refuse", "accounts"),
            Map.entry("/account/sessions/{key}/end", "everybody's own"));

    /** Doors to something that this unit has none of, or that this person has no part in; none the less closed. */
    private static final List<String> NOTHING_THERE_YET = List.of(
            "/imports/{id:\\d+}/marked.xlsx",
            "/targets/{id}/versions/{number}",
            "/budgets/{id:\\d+}/ledger",
            "/budgets/{id:\\d+}/payments",
            "/budget-changes/{id:\\d+}",
            "/ex-ante/{id:\\d+}",
            "/ex-ante/{id:\\d+}/scores.json",
            "/ex-ante/{id:\\d+}/scores.xlsx",
            "/ex-ante/{id:\\d+}/report.{format:docx|pdf}");

    /** Enough for every form, so that a refusal is about the record and not about a field that is missing. */
    private static final Map<String, String> FILLED_IN = Map.ofEntries(
            Map.entry("cell", "fact/x/1/value"),
            Map.entry("typed", "1"),
            Map.entry("base", ""),
            Map.entry("keep", "mine"),
            Map.entry("block", "1"),
            Map.entry("from", "1"),
            Map.entry("to", "2"),
            Map.entry("person", "somebody"),
            Map.entry("revision", "0"),
            Map.entry("seen", "0"),
            Map.entry("paragraph", "x"),
            Map.entry("text", "x"),
            Map.entry("draft", "x"),
            Map.entry("kind", "facts"),
            Map.entry("finding", "K01-00000000"),
            Map.entry("decision", "confirmed"),
            Map.entry("comment", "x"),
            Map.entry("amount", "1"),
            Map.entry("year", "2033"),
            Map.entry("why", "x"),
            Map.entry("sheet", "lines"));

    @Autowired
    private MockMvc web;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final Map<String, String> numbers = new TreeMap<>();

    @BeforeEach
    void something() throws Exception {
        if (!numbers.isEmpty()) {
            return;
        }
        long library = unit("902001");
        database.sql("insert into fiscal_year (area, year, state) values (?, ?, 'OPEN') on conflict do nothing")
                .params(units.tree().area(library).orElseThrow().id(), YEAR)
                .update();
        numbers.put("organisation", String.valueOf(library));
        numbers.put(
                "evaluations",
                added("insert into evaluation (unit, case_id, body, kind, name_zh, name_en,"
                        + " framework, case_text) select ?, 'marked', 'marked', 'strict', '" + MARK + "', '" + MARK
                        + "', framework, case_text from evaluation where case_id = 'seed-000-strict' returning id"));
        numbers.put(
                "projects",
                added("insert into project (unit, code, name, level, year_from, year_to, funding, amount,"
                        + " basis, division, state, changed_by) values (?, 'MARKED', '" + MARK
                        + "', 2, 2033, 2033, 'GENERAL', 10000, '云文〔2026〕3号', '读者服务部', 'LIBRARY', '-') returning id"));
        String budget = web.perform(post("/budgets")
                        .param("unit", String.valueOf(library))
                        .param("year", String.valueOf(YEAR))
                        .with(inside(Role.FILLER))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getHeader("Location");
        numbers.put("budgets", budget.replace("/budgets/", ""));
        numbers.put(
                "procedures",
                String.valueOf(database.sql("select id from procedure_document where unit = ?")
                        .param(library)
                        .query(Long.class)
                        .list()
                        .get(0)));
        numbers.put(
                "budget-changes",
                added("insert into budget_change (budget, title, reason, on_date, made_by) select id, '" + MARK
                        + "', '调整', current_date, '-' from budget where unit = ? returning id"));
        numbers.put(
                "imports",
                added("insert into intake (unit, kind, owner, owner_name, owner_role, origin, request, name, size,"
                        + " digest, state) values (?, 'projects', 'matrix-filler-902001', '-', 'FILLER', '-', '-', '"
                        + MARK + ".csv', 1, '-', 'READY') returning id"));
        numbers.put(
                "engagements",
                added("insert into engagement (unit, person, task, starts, ends, made_by) values (?, 'nobody', '" + MARK
                        + "', current_date - 9, current_date - 9, '-') returning id"));
        exAnte();
        checks();
        targets(library);
        numbers.put(
                "indicators",
                added("insert into indicator_proposal (unit, sheet, target, name, class, comparator, measure, formula,"
                        + " source, evidence, reason, proposed_by, proposed_name) select unit, id, 1, '" + MARK
                        + "', 'quantity', '', '', '', '', '', '', '-', '-' from target_sheet where unit = ? limit 1"
                        + " returning id"));
    }

    private void checks() throws Exception {
        String batch = web.perform(multipart("/checks")
                        .file(new MockMultipartFile(
                                "files",
                                MARK + ".txt",
                                "text/plain",
                                Files.readAllBytes(Path.of("src/test/resources/reports/evening-school-2023.txt"))))
                        .with(inside(Role.FILLER))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        numbers.put("checks", batch.replace("/checks/", ""));
        long report = database.sql("select id from check_report where batch = ?")
                .param(Long.valueOf(numbers.get("checks")))
                .query(Long.class)
                .single();
        numbers.put("report", String.valueOf(report));
        for (int i = 0; i < 600; i++) {
            if (database.sql("select state = 'DONE' from check_report where id = ?")
                    .param(report)
                    .query(Boolean.class)
                    .single()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not checked within half a minute");
    }

    private void exAnte() throws Exception {
        String project = added("insert into project (unit, code, name, level, year_from, year_to, funding, amount,"
                + " basis, division, responsible, changed_by) values (?, 'MARKED-NEW', '" + MARK
                + "', 2, 2033, 2033, 'GENERAL', 2000000, '云文〔2026〕3号', '读者服务部', '何芳', '-') returning id");
        numbers.put(
                "ex-ante",
                web.perform(post("/projects/" + project + "/ex-ante")
                                .with(inside(Role.FILLER))
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl()
                        .replace("/ex-ante/", ""));
    }

    private void targets(long library) throws Exception {
        String sheet = web.perform(post("/targets")
                        .param("unit", String.valueOf(library))
                        .param("year", String.valueOf(YEAR))
                        .param("kind", "second-level")
                        .param("code", "MARKED")
                        .param("name", MARK)
                        .with(inside(Role.FILLER))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        numbers.put("targets", sheet.replaceAll("\\D*(\\d+).*", "$1"));
    }

    @Test
    void nobodyFromElsewhereSeesAnythingAtAnyDoor() throws Exception {
        List<String> leaks = new ArrayList<>();
        Map<String, Map<Role, String>> matrix = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Door door : Door.all(handlers)) {
            if (NOT_OF_A_UNIT.containsKey(door.pattern())) {
                continue;
            }
            String address = address(door.pattern());
            if (address == null) {
                unknown.add(door.method() + " " + door.pattern());
                continue;
            }
            for (Role role : Role.values()) {
                for (boolean inside : new boolean[] {false, true}) {
                    if (inside && (role.administrator() || door.method() != HttpMethod.GET)) {
                        continue;
                    }
                    MockHttpServletResponse answer = knock(door, address, role, inside);
                    String cell = cell(door, role, inside, answer);
                    if (cell.startsWith("!")) {
                        leaks.add(door.method() + " " + address + " " + role + (inside ? " inside" : " elsewhere")
                                + ": " + cell);
                    }
                    matrix.computeIfAbsent(door.method() + " " + door.pattern(), d -> new TreeMap<>())
                            .merge(role, cell, (a, b) -> a + "/" + b);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        matrix.forEach((door, row) -> text.append(door).append(' ').append(row).append('\n'));
        Files.writeString(Path.of("target", "scope-matrix.txt"), text);
        assertThat(unknown).as("doors to records that this test does not know").isEmpty();
        assertThat(leaks).isEmpty();
        assertThat(matrix).hasSizeGreaterThan(40);
    }

    /** What an answer means; an exclamation mark in front when it must not be. */
    private static String cell(Door door, Role role, boolean inside, MockHttpServletResponse answer) throws Exception {
        int status = answer.getStatus();
        boolean mentions = text(answer).contains(MARK);
        if (!door.open().contains(role)) {
            return status == 403 && !mentions ? "403" : "!" + status;
        }
        if (!inside) {
            boolean hidden = !mentions && (!door.ofARecord() || status == 404 || status == 403);
            return (hidden ? "" : "!") + (door.ofARecord() ? String.valueOf(status) : mentions ? "seen" : "empty");
        }
        boolean found = status < 400 || status == 403 || status == 400 && !door.ofARecord();
        if (door.pattern().startsWith("/checks/{")
                && !EnumSet.of(Role.FILLER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)
                        .contains(role)) {
            // A batch is its uploader's and the reviewers'.
            return (status == 404 ? "" : "!") + status;
        }
        if (door.pattern().startsWith("/imports/{") && role != Role.FILLER) {
            // An import is its owner's alone.
            return (status == 404 ? "" : "!") + status;
        }
        boolean absent = status == 404 && NOTHING_THERE_YET.contains(door.pattern());
        return (found || absent ? "" : "!") + status;
    }

    @Test
    void thoseOfTheUnitAndThoseAboveItSeeItInTheListsAndTheirExports() throws Exception {
        for (String list : List.of(
                "/evaluations",
                "/reports",
                "/projects",
                "/projects?format=xlsx",
                "/targets?year=" + YEAR,
                "/indicators/proposals")) {
            for (Role role : EnumSet.range(Role.FILLER, Role.EXPERT)) {
                MockHttpServletResponse answer = web.perform(
                                request(HttpMethod.GET, list).with(inside(role)))
                        .andReturn()
                        .getResponse();
                assertThat(text(answer)).as(list + " " + role).contains(MARK);
                MockHttpServletResponse elsewhere = web.perform(
                                request(HttpMethod.GET, list).with(elsewhere(role)))
                        .andReturn()
                        .getResponse();
                assertThat(elsewhere.getStatus()).isEqualTo(200);
                assertThat(text(elsewhere)).as(list + " " + role).doesNotContain(MARK);
            }
        }
    }

    private MockHttpServletResponse knock(Door door, String address, Role role, boolean inside) throws Exception {
        MockMultipartHttpServletRequestBuilder upload =
                door.method() == HttpMethod.POST && (address.endsWith("/imports") || address.equals("/checks"))
                        ? multipart(address).file(new MockMultipartFile("file", "x.xlsx", null, new byte[] {1}))
                        : null;
        var request = upload == null ? request(door.method(), address) : null;
        if (door.method() == HttpMethod.POST && request != null) {
            FILLED_IN.forEach((field, text) -> request.param(
                    field, field.equals("kind") && address.startsWith("/budget-changes") ? "BASIS_CHANGE" : text));
        }
        RequestPostProcessor who = inside ? inside(role) : elsewhere(role);
        return web.perform(
                        upload == null
                                ? request.with(who).with(csrf())
                                : upload.param("kind", "facts")
                                        .param("to", numbers.get("evaluations"))
                                        .with(who)
                                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    /** With the numbers of the marked records; null when the door leads to something this test has none of. */
    private String address(String pattern) {
        if (!pattern.contains("{")) {
            return pattern;
        }
        String entity = pattern.split("/")[1];
        String number = entity.equals("reports") ? numbers.get("evaluations") : numbers.get(entity);
        if (number == null) {
            return null;
        }
        return pattern.replaceFirst("\\{id[^}]*}", number)
                .replaceFirst("\\{report}", numbers.get("report"))
                .replaceFirst("\\{kind}", "department-municipal")
                .replaceFirst("\\{act}", "submit")
                .replaceFirst("\\{format[^}]*}", "docx")
                .replaceAll("\\{[^}]*}", "1");
    }

    /** Words of a page or of a workbook. */
    private static String text(MockHttpServletResponse answer) throws Exception {
        byte[] body = answer.getContentAsByteArray();
        if (body.length < 4 || body[0] != 'P' || body[1] != 'K') {
            return new String(body, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        Path file = Files.createTempFile("answer", ".zip");
        try {
            Files.write(file, body);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } finally {
            Files.delete(file);
        }
        return HtmlUtils.htmlUnescape(text.toString());
    }

    private RequestPostProcessor inside(Role role) {
        return as(
                role,
                switch (role) {
                    case DEPARTMENT_REVIEWER -> "902";
                    case FINANCE_REVIEWER -> "901";
                    default -> "902001";
                });
    }

    /** A person of the same role in another city. */
    private RequestPostProcessor elsewhere(Role role) {
        return as(
                role,
                switch (role) {
                    case DEPARTMENT_REVIEWER, FINANCE_REVIEWER -> "107";
                    default -> "107001";
                });
    }

    private RequestPostProcessor as(Role role, String code) {
        String name = "matrix-" + role.key() + "-" + code;
        if (!role.administrator() && !role.belongsToUnit()) {
            database.sql("insert into engagement (person, unit, task, starts, ends, made_by) select ?, ?, '评价',"
                            + " current_date, current_date, '-' where not exists"
                            + " (select from engagement where person = ?)")
                    .params(name, unit(code), name)
                    .update();
        }
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person(name, role.key(), role, role.belongsToUnit() ? unit(code) : 0), null, List.of()));
    }

    private long unit(String code) {
        return units.byCode(code).orElseThrow().id();
    }

    /** @param sql with the unit as its one parameter */
    private String added(String sql) {
        return String.valueOf(
                database.sql(sql).param(unit("902001")).query(Long.class).single());
    }
}

package org.hengji.server.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Whoever can see a list can filter it, turn it round and take away what is seen. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ListsWebTest {

    @TempDir
    Path temp;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({
        "/projects, FINANCE_REVIEWER, name",
        "/budgets, FINANCE_REVIEWER, unit",
        "/targets?year=2026, FINANCE_REVIEWER, what",
        "/evaluations, FINANCE_REVIEWER, body",
        "/reports, FINANCE_REVIEWER, report",
        "/frameworks, FINANCE_REVIEWER, name",
        "/audit?result=ok, AUDIT_ADMINISTRATOR, number"
    })
    void aListIsFilteredSortedAndTakenAway(String path, Role role, String column) throws Exception {
        String more = path.contains("?") ? "&" : "?";
        String page = web.page(path, as(role));
        assertThat(page)
                .contains("type=\"search\"", "sort=" + column, "format=xlsx", "<th scope=\"row\">")
                .doesNotContain("??");
        if (path.contains("?")) {
            assertThat(page)
                    .as("the filter line keeps what the page itself asks for")
                    .contains("type=\"hidden\" name=\"" + path.replaceAll(".*[?]|=.*", "") + "\"");
        }
        assertThat(web.page(path + more + "sort=" + column, as(role))).contains("aria-sort=\"ascending\"");
        assertThat(web.page(path + more + "sort=-" + column, as(role))).contains("aria-sort=\"descending\"");
        assertThat(web.page(path + more + "q=nothing-has-this-word", as(role)))
                .contains("class=\"hj-filter\"")
                .doesNotContain("<th scope=\"row\">");

        byte[] file = web.perform(get(path + more + "format=xlsx").with(as(role)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(rows(file)).isGreaterThan(1);
        assertThat(jdbc.sql("select count(*) from trail where action = 'export' and entity like ?")
                        .param(path.replaceAll("[?].*", "") + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static RequestPostProcessor as(Role role) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person("test-" + role.key(), role.key(), role, role.administrator() ? 0 : 1), null, List.of()));
    }

    private int rows(byte[] file) throws Exception {
        Path saved = Files.write(temp.resolve("list.xlsx"), file);
        try (ZipFile zip = new ZipFile(saved.toFile())) {
            byte[] sheet =
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes();
            return new String(sheet, StandardCharsets.UTF_8).split("<row ").length - 1;
        }
    }
}

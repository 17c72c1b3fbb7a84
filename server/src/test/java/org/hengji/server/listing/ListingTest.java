package org.hengji.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is seen of a list under a query. */
class ListingTest {

    private record Project(String name, String unit, BigDecimal amount) {}

    private static final List<Column<Project>> COLUMNS = List.of(
            Column.text("name", Project::name),
            Column.text("unit", Project::unit),
            Column.amount("amount", 2, Project::amount));

    private static Listing<Project> list(Project... projects) {
        return new Listing<>("projects", "/projects", COLUMNS, p -> "/projects/" + p.name(), List.of(projects));
    }

    private static final Listing<Project> THREE = list(
            new Project("夜间开放", "图书馆", new BigDecimal("28.805")),
            new Project("绿道修缮", "公园管理中心", new BigDecimal("1200")),
            new Project("古籍保护", "图书馆", null));

    private static ListQuery query(String q, String sort) {
        return new ListQuery(q, sort, 1, List.of(), "");
    }

    @Test
    void everyWordOfTheFilterMustBeInTheRow() {
        assertThat(names(THREE, query("图书馆 夜间", ""))).containsExactly("夜间开放");
        assertThat(names(THREE, query("1,200", ""))).containsExactly("绿道修缮");
        assertThat(names(THREE, query("没有", ""))).isEmpty();
    }

    @Test
    void wordsSortByPronunciationFiguresByValueAndWhatIsMissingComesLast() {
        assertThat(names(THREE, query("", "name"))).containsExactly("古籍保护", "绿道修缮", "夜间开放");
        assertThat(names(THREE, query("", "amount"))).containsExactly("夜间开放", "绿道修缮", "古籍保护");
        assertThat(names(THREE, query("", "-amount"))).containsExactly("绿道修缮", "夜间开放", "古籍保护");
        assertThat(names(THREE, query("", "-name"))).containsExactly("夜间开放", "绿道修缮", "古籍保护");
    }

    @Test
    void theFootSumsWhatTheFilterLeavesExactlyAndRoundsOnce() {
        Listing<Project> two =
                list(new Project("甲", "一", new BigDecimal("0.005")), new Project("乙", "一", new BigDecimal("0.005")));
        assertThat(two.view(query("", "")).foot()).containsExactly("", "", "0.01");
        assertThat(THREE.view(query("图书馆", "")).foot().get(2)).isEqualTo("28.81");
    }

    @Test
    void aLongListIsPagedAndTheLinksKeepTheQuery() {
        List<Project> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            many.add(new Project("项目" + i, "图书馆 & 分馆", BigDecimal.ONE));
        }
        Listing<Project> list = new Listing<>("projects", "/projects?year=2026", COLUMNS, null, many);
        ListView view = list.view(new ListQuery("图书馆 &", "-amount", 2, List.of("unit"), ""));
        assertThat(view.rows()).hasSize(50);
        assertThat(view.pages()).isEqualTo(3);
        assertThat(view.shown()).extracting(ListView.Head::key).containsExactly("name", "amount");
        assertThat(view.after())
                .isEqualTo("/projects?year=2026&q=%E5%9B%BE%E4%B9%A6%E9%A6%86%20%26&sort=-amount&page=3&hide=unit");
        assertThat(view.file()).endsWith("&format=xlsx");
        assertThat(view.foot()).containsExactly("", "120.00");
        // A page that is no more shows the last one.
        assertThat(list.view(new ListQuery("", "", 99, null, null)).page()).isEqualTo(3);
    }

    @Test
    void hidingEverythingHidesNothing() {
        assertThat(THREE.view(new ListQuery("", "", 1, List.of("name", "unit", "amount"), ""))
                        .shown())
                .hasSize(3);
    }

    @Test
    void whatIsDrawnIsOnThePageOnlyAndThePagesOwnParametersGoAlong() {
        Column<Project> drawn = Column.<Project>text("bar", p -> "3").drawn(p -> output -> output.writeContent("bar"));
        Listing<Project> list =
                new Listing<>("projects", "/projects?year=2027&who=%E6%9D%8E", List.of(drawn), null, THREE.rows());
        ListView view = list.view(query("3", "bar"));
        assertThat(view.count()).isEqualTo(3);
        assertThat(view.rows().get(0).cells().get(0).drawn()).isNotNull();
        assertThat(view.own()).containsEntry("year", "2027").containsEntry("who", "李");
        assertThat(view.action()).isEqualTo("/projects");
        assertThat(view.file()).startsWith("/projects?year=2027&who=");
    }

    private static List<String> names(Listing<Project> list, ListQuery query) {
        return list.view(query).rows().stream()
                .map(r -> r.cells().get(0).text())
                .toList();
    }
}

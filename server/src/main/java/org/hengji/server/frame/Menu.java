package org.hengji.server.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hengji.server.access.Person;
import org.hengji.server.access.Routes;
import org.springframework.stereotype.Component;

/**
 * The left menu in the order of the yearly loop, and behind it what serves all of it. An entry comes alive by itself when a controller maps its path and
 * opens it to the person; until then it is shown quietly, so that the whole loop stays in view.
 */
@Component
public class Menu {

    /** Name, path, and further paths that belong to the same entry. */
    private static final List<String[]> LOOP = List.of(
            new String[] {"workplace", "/"},
            new String[] {"projects", "/projects", "/budgets", "/ex-ante"},
            new String[] {"targets", "/targets"},
            new String[] {"monitoring", "/monitoring"},
            new String[] {"evaluations", "/evaluations", "/compare"},
            new String[] {"reports", "/reports"},
            new String[] {"checks", "/checks"},
            new String[] {"followups", "/followups"},
            new String[] {"registers", "/registers"},
            new String[] {"surveys", "/surveys"},
            new String[] {"frameworks", "/frameworks"},
            new String[] {"analytics", "/analytics"},
            new String[] {"disclosure", "/disclosure"},
            new String[] {"imports", "/imports"},
            new String[] {"administration", "/administration", "/security", "/audit"});

    /** What the three administrators see under one name: to each the page that is theirs. */
    private static final List<String> ADMINISTRATORS = List.of("/administration", "/security", "/audit");

    private final Routes routes;

    Menu(Routes routes) {
        this.routes = routes;
    }

    List<Entry> entries(Person person, String path) {
        List<Entry> entries = new ArrayList<>();
        for (String[] place : LOOP) {
            boolean here = Arrays.stream(place)
                    .skip(1)
                    .anyMatch(p -> path.equals(p) || (p.length() > 1 && path.startsWith(p + "/")));
            String leads = ADMINISTRATORS.contains(place[1])
                    ? ADMINISTRATORS.stream()
                            .filter(p -> routes.open(p, person))
                            .findFirst()
                            .orElse(place[1])
                    : place[1];
            entries.add(new Entry("menu." + place[0], leads, routes.open(leads, person), here));
        }
        return entries;
    }

    /** One line of the menu; {@code open} when it leads somewhere for this person. */
    public record Entry(String key, String path, boolean open, boolean here) {}
}

package org.hengji.server.procedure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The courses that come with the program, {@code courses/ID-VERSION.yaml}. A version that was released stays. */
@Component
class Courses {

    private static final String PLACE = "classpath*:org/hengji/server/procedure/courses/*.yaml";
    private static final Set<String> COURSE = Set.of("course", "version", "name", "steps");
    private static final Set<String> STEP = Set.of("key", "name", "who", "stage", "edits", "reviews", "reason", "due");

    private final List<Course> all;

    Courses() throws IOException {
        List<Course> read = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(PLACE)) {
            try (InputStream in = file.getInputStream()) {
                Course course = read(in);
                if (!(course.id() + "-" + course.version() + ".yaml").equals(file.getFilename())) {
                    throw new IllegalArgumentException(file.getFilename() + " holds " + course.id());
                }
                read.add(course);
            }
        }
        read.sort(Comparator.comparing(Course::id).thenComparing(Course::version));
        all = List.copyOf(read);
    }

    List<Course> all() {
        return all;
    }

    /** The one that a new document takes. */
    Course latest(String id) {
        return all.stream()
                .filter(course -> course.id().equals(id))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("No course " + id));
    }

    Course find(String id, int version) {
        return all.stream()
                .filter(course -> course.id().equals(id) && course.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No course " + id + "-" + version));
    }

    static Course read(InputStream in) {
        Map<?, ?> fields = new Yaml(new SafeConstructor(strict())).load(in);
        known(fields, COURSE);
        List<Step> steps = new ArrayList<>();
        for (Object item : (List<?>) fields.get("steps")) {
            Map<?, ?> step = (Map<?, ?>) item;
            known(step, STEP);
            boolean edits = is(step, "edits", false);
            steps.add(new Step(
                    (String) step.get("key"),
                    text(step),
                    Role.valueOf((String) step.get("who")),
                    Optional.ofNullable((String) step.get("stage")).map(Stage::valueOf),
                    edits,
                    is(step, "reviews", !edits),
                    is(step, "reason", false),
                    Optional.ofNullable((String) step.get("due"))));
        }
        return new Course((String) fields.get("course"), (Integer) fields.get("version"), text(fields), steps);
    }

    private static LoaderOptions strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private static Text text(Map<?, ?> fields) {
        Map<?, ?> name = (Map<?, ?>) fields.get("name");
        return new Text((String) name.get("zh"), (String) name.get("en"));
    }

    private static boolean is(Map<?, ?> fields, String key, boolean otherwise) {
        return fields.containsKey(key) ? (Boolean) fields.get(key) : otherwise;
    }

    private static void known(Map<?, ?> fields, Set<String> names) {
        if (!names.containsAll(fields.keySet())) {
            throw new IllegalArgumentException("Unknown field in " + fields);
        }
    }
}

package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;

/** A YAML value with its place. Every scalar is text: no number ever passes through a floating type. */
sealed interface Yaml {
    int MOST_LEVELS = 40;

    At at();

    /** 1-based line and column, in characters. */
    record At(int line, int column) {
        static final At START = new At(1, 1);
    }

    /** @param quoted the text stands in quotes, so that it begins one character later */
    record Scalar(String text, At at, boolean quoted) implements Yaml {
        Scalar(String text, At at) {
            this(text, at, false);
        }
    }

    record Items(List<Yaml> items, At at) implements Yaml {}

    /** @param keys where each key stands */
    record Fields(Map<String, Yaml> fields, Map<String, At> keys, At at) implements Yaml {}

    /** The text as a tree; problems when it is broken, has a key twice, or is built to be slow. */
    static Optional<Yaml> parse(String text, Faults faults) {
        return new YamlReader(text, faults).read();
    }

    /** The faults found in one file, each with its place. */
    final class Faults {
        private final List<String> lines;
        private final List<Problem> problems = new ArrayList<>();

        Faults(String text) {
            this.lines = List.of(text.split("\r?\n", -1));
        }

        void add(String code, String path, At at, String zh, String en, String remedyZh, String remedyEn) {
            Problem problem = Problem.of(code, path, zh, en, remedyZh, remedyEn).at(place(at));
            // A value that several readings share is read once for each of them
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }

        Problem.Place place(At at) {
            String line = at.line() <= lines.size() ? lines.get(at.line() - 1) : "";
            return new Problem.Place(at.line(), at.column(), line);
        }

        boolean isEmpty() {
            return problems.isEmpty();
        }

        int count() {
            return problems.size();
        }

        List<Problem> list() {
            return List.copyOf(problems);
        }
    }
}

package org.hengji.checker.scores;

import java.util.List;
import java.util.Optional;
import org.hengji.checker.vocabulary.Glossary;

/** Words of score tables, by what a column or row of that name holds. */
record ScoreWords(
        List<List<String>> levels,
        List<String> name,
        List<String> weight,
        List<String> points,
        List<String> items,
        List<String> sum,
        List<String> criterion,
        List<String> description,
        List<String> target,
        List<String> actual,
        List<String> remark,
        List<String> totalRow,
        List<String> blank,
        List<String> full,
        List<String> got,
        List<String> total,
        List<String> gradeLead,
        List<String> gradeLabels,
        List<String> problems,
        String execution,
        String kind) {
    private static final int SHORTEST_EXECUTION = 3;
    private static final int LONGEST_HEAD = 16;

    private static final ScoreWords SHIPPED = read(Glossary.part("scores"));

    static ScoreWords shipped() {
        return SHIPPED;
    }

    private static ScoreWords read(Glossary g) {
        return new ScoreWords(
                g.get("levels").items().stream().map(Glossary::words).toList(),
                g.words("name"),
                g.words("weight"),
                g.words("points"),
                g.words("items"),
                g.words("sum"),
                g.words("criterion"),
                g.words("description"),
                g.words("target"),
                g.words("actual"),
                g.words("remark"),
                g.words("total-row"),
                g.words("blank"),
                g.words("told", "full"),
                g.words("told", "got"),
                g.words("told", "total"),
                g.words("grade", "lead"),
                g.words("grade", "labels"),
                g.words("problems"),
                g.get("execution").text(),
                g.get("kind").text());
    }

    /** 执行率, and 执行率(B/A)与得分 where rate and points share a cell. */
    boolean isExecution(String head) {
        for (int from = 0; execution.length() - from >= SHORTEST_EXECUTION; from++) {
            if (head.startsWith(execution.substring(from))) {
                return head.length() <= LONGEST_HEAD && head.chars().noneMatch(Character::isDigit);
            }
        }
        return false;
    }

    /** What a column holds. */
    enum Role {
        NAME,
        WEIGHT,
        POINTS,
        ITEMS,
        CRITERION,
        DESCRIPTION,
        TARGET,
        ACTUAL,
        REMARK
    }

    /** The role that a head tells; 名称 and level heads are names. */
    Optional<Role> role(String head) {
        if (head.isEmpty() || head.length() > 16) {
            return Optional.empty();
        }
        // Longer words first: 实际完成值 is no 完成情况, 参考评分标准 no 得分
        if (any(criterion, head)) {
            return Optional.of(Role.CRITERION);
        } else if (any(remark, head) && !any(description, head)) {
            return Optional.of(Role.REMARK);
        } else if (any(description, head)) {
            return Optional.of(Role.DESCRIPTION);
        } else if (any(items, head)) {
            return Optional.of(Role.ITEMS);
        } else if (any(points, head) || any(sum, head)) {
            return Optional.of(Role.POINTS);
        } else if (any(actual, head)) {
            return Optional.of(Role.ACTUAL);
        } else if (any(target, head)) {
            return Optional.of(Role.TARGET);
        } else if (any(weight, head)) {
            return Optional.of(Role.WEIGHT);
        } else if (level(head).isPresent() || any(name, head)) {
            return Optional.of(Role.NAME);
        }
        return Optional.empty();
    }

    /** 1 to 3. */
    Optional<Integer> level(String head) {
        for (int i = 0; i < levels.size(); i++) {
            if (any(levels.get(i), head)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    boolean isTotal(String head) {
        return totalRow.contains(head.replace(" ", "").replaceFirst("[(].*[)]$", ""));
    }

    private static boolean any(List<String> words, String in) {
        return words.stream().anyMatch(in::contains);
    }
}

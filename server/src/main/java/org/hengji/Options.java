package org.hengji;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words after a command: {@code --name value} pairs and plain operands. Anything unknown is refused, so that a
 * mistyped {@code --dta} never silently becomes the default folder.
 */
public final class Options {

    private final Map<String, String> values;
    private final List<String> operands;

    private Options(Map<String, String> values, List<String> operands) {
        this.values = values;
        this.operands = operands;
    }

    public static Options parse(List<String> arguments, Set<String> known, int operandCount) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("--")) {
                operands.add(word);
            } else if (!known.contains(word)) {
                throw new Refusal("不认识的选项 " + word + "。", "Unknown option " + word + ".");
            } else if (i + 1 == arguments.size()) {
                throw new Refusal("选项 " + word + " 后面缺少内容。", "Option " + word + " needs a value.");
            } else if (values.put(word, arguments.get(++i)) != null) {
                throw new Refusal("选项 " + word + " 写了两次。", "Option " + word + " is given twice.");
            }
        }
        if (operands.size() != operandCount) {
            throw new Refusal(
                    "需要 " + operandCount + " 个文件参数，给了 " + operands.size() + " 个。",
                    "Expected " + operandCount + " operand(s), got " + operands.size() + ": " + operands);
        }
        return new Options(values, operands);
    }

    /** The value of an option, or null when it was not given. */
    public String get(String name) {
        return values.get(name);
    }

    public String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public String operand(int index) {
        return operands.get(index);
    }
}

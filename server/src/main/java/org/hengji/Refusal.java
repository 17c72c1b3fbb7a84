package org.hengji;

/**
 * A kind "no": what is wrong, what is safe and what to do, said once in Chinese and once in English.
 *
 * <p>Example: {@code throw new Refusal("端口 8080 已被占用……", "Port 8080 is taken ...")} ends a command with the
 * message on stderr and exit code 2. It is never a fault of the program, so nobody needs its stack.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String chinese;

    public Refusal(String chinese, String english) {
        this(chinese, english, null);
    }

    public Refusal(String chinese, String english, Throwable cause) {
        super(english, cause);
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return getMessage();
    }
}

package org.hengji;

/** What {@code ./hengji} can do. A new command is one line here and one in {@link Main#run}. */
enum Command {
    SCORE(
            "score",
            "CASE.yaml... [--framework ID|FILE] [--reading key=value]... [--json]",
            "按指标体系计分，给出区间和理由",
            "score cases, with ranges and reasons"),
    EXPLAIN("explain", "CASE.yaml INDICATOR [--json]", "说明一个指标的得分", "say why one indicator has its points"),
    LINT("lint", "FILE... [--json]", "检查指标体系和案例文件", "check framework and case files"),
    FRAMEWORKS("frameworks", "[--json]", "列出自带的指标体系", "list the shipped frameworks"),
    CHECK(
            "check",
            "FILE|FOLDER... [--framework ID|FILE] [--policy FILE] [--waivers FILE] [--json] [--html DIR]",
            "审核报告：复算数字，指出每处问题",
            "check reports: recompute figures, point at every fault"),
    REPORT(
            "report",
            "CASE.yaml --kind ID|FILE --out FILE.(docx|pdf) [--public] [--json]",
            "由数据生成正式报告，缺的标出",
            "write an official report from facts, with its gaps marked"),
    TEXT("text", "FILE", "打印审核时所用的文本", "print the text that check counts lines in"),
    WORKBOOK(
            "workbook",
            "KIND --out FILE.xlsx [--framework ID|FILE] [--case FILE]",
            "生成填报用的工作簿模板",
            "write a workbook to fill in"),
    IMPORT(
            "import",
            "FILE... --kind KIND [--framework ID|FILE] [--case FILE] [--marked FILE.xlsx] [--json]"
                    + " | FILE --kind KIND --apply (--data DIR | --database URL) [--as LOGIN] [--into KEY] [--json]",
            "试读填好的工作簿，指出每处问题；加 --apply 才写入",
            "read a filled-in workbook and point at every fault; with --apply bring it in"),
    DEMO("demo", "[--data DIR] [--port N] [--address A]", "演示：自带四个真实单位的数据", "demonstration with four real bodies"),
    SERVE("serve", "[--data DIR | --database URL] [--port N] [--address A]", "正式运行", "run for real"),
    BACKUP("backup", "(--data DIR | --database URL) --out FILE", "备份为一个文件", "write everything into one file"),
    RESTORE("restore", "FILE (--data DIR | --database URL)", "恢复到空的位置", "bring a backup into an empty place"),
    VERIFY_TRAIL(
            "verify-trail",
            "(--data DIR | --database URL) [--json]",
            "核验操作留痕有没有被改动",
            "say whether the trail of acts is as it was written"),
    PRUNE_TRAIL(
            "prune-trail",
            "(--data DIR | --database URL) --keep DAYS",
            "删除超过保存期限（至少 180 天）的留痕，留下签名",
            "delete trail entries past their retention (180 days at least), leaving a signature"),
    RECOVER(
            "recover",
            "NAME (--data DIR | --database URL)",
            "三员被锁定、忘记密码或丢失第二因素时，给出一次性链接",
            "a one-time link for an administrator who is locked out or has lost password or second factor");

    final String word;
    private final String arguments;
    private final String chinese;
    private final String english;

    Command(String word, String arguments, String chinese, String english) {
        this.word = word;
        this.arguments = arguments;
        this.chinese = chinese;
        this.english = english;
    }

    /** The command of that name, or null. */
    static Command named(String word) {
        for (Command command : values()) {
            if (command.word.equals(word)) {
                return command;
            }
        }
        return null;
    }

    static String usage() {
        StringBuilder usage = new StringBuilder("用法 Usage: ./hengji COMMAND ...\n");
        for (Command command : values()) {
            usage.append("\n  ").append(command.word).append(' ').append(command.arguments);
            usage.append("\n      ").append(command.chinese).append(" · ").append(command.english);
        }
        return usage.append('\n').toString();
    }
}

package org.hengji.server.procedure;

import org.hengji.scoring.framework.Text;

/** What people are told of an act. */
final class ProcedureText {

    private ProcedureText() {}

    static Text notice(Document now, Moved moved, Intent intent) {
        String title = now.title();
        Text step = now.step().name();
        return switch (moved.act()) {
            case SUBMIT, APPROVE ->
                now.state() == Standing.State.APPROVED
                        ? new Text("“" + title + "”已批准", "“" + title + "” is approved")
                        : new Text(
                                "“" + title + "”送到“" + step.zh() + "”，请您办理",
                                "“" + title + "” has come to “" + step.en() + "”");
            case RETURN ->
                new Text(
                        "“" + title + "”被退回到“" + step.zh() + "”：" + intent.comment(),
                        "“" + title + "” was returned to “" + step.en() + "”: " + intent.comment());
            case WITHDRAW ->
                new Text(
                        "“" + title + "”已撤回到“" + step.zh() + "”",
                        "“" + title + "” was taken back to “" + step.en() + "”");
            case REASSIGN ->
                new Text(
                        "“" + title + "”转给您，在“" + step.zh() + "”",
                        "“" + title + "” was given to you at “" + step.en() + "”");
            case CLOSE ->
                new Text(
                        "“" + title + "”随 " + now.year() + " 年度关闭，内容保留，只能查看",
                        "“" + title + "” was closed with the year " + now.year()
                                + "; its content is kept, to be read only");
            case REOPEN ->
                new Text(
                        "“" + title + "”重新打开，在“" + step.zh() + "”：" + intent.comment(),
                        "“" + title + "” was reopened at “" + step.en() + "”: " + intent.comment());
        };
    }
}

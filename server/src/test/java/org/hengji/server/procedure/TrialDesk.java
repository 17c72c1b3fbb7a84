package org.hengji.server.procedure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hengji.server.access.OpenTo;
import org.hengji.server.database.Database;
import org.hengji.server.organisation.Units;
import org.hengji.server.trail.Chain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The smallest module that has documents: a text in three copies, so that half a save would show. Only in processes
 * that a test starts with {@code HENGJI_TRIAL=true}.
 */
@Controller
@ConditionalOnProperty("hengji.trial")
@OpenTo(OpenTo.Audience.BUSINESS)
public class TrialDesk implements Matter, SmartInitializingSingleton {

    private static final int COPIES = 3;

    private final JdbcClient jdbc;
    private final Database database;
    private final ObjectProvider<Procedures> procedures;
    private final Documents documents;
    private final Units units;

    TrialDesk(
            JdbcClient jdbc,
            Database database,
            ObjectProvider<Procedures> procedures,
            Documents documents,
            Units units) {
        this.jdbc = jdbc;
        this.database = database;
        this.procedures = procedures;
        this.documents = documents;
        this.units = units;
    }

    @Override
    public void afterSingletonsInstantiated() {
        jdbc.sql("create table if not exists trial_text (subject text, copy int, text text not null,"
                        + " primary key (subject, copy))")
                .update();
    }

    @Override
    public String course() {
        return "trial";
    }

    @Override
    public String path(String subject) {
        return "/" + subject;
    }

    @Override
    public Object content(String subject) {
        return Map.of("texts", texts(subject));
    }

    private List<String> texts(String subject) {
        return jdbc.sql("select text from trial_text where subject = ? order by copy")
                .param(subject)
                .query(String.class)
                .list();
    }

    /** Everything that must agree. */
    record Desk(
            long id,
            long revision,
            String state,
            String step,
            List<String> texts,
            String kept,
            int events,
            int trail) {}

    @GetMapping("/trial/{number}")
    @ResponseBody
    Desk desk(@PathVariable long number) {
        String subject = "trial/" + number;
        return documents
                .last("trial", subject)
                .map(document -> new Desk(
                        document.id(),
                        document.revision(),
                        document.state().name(),
                        document.step().key(),
                        texts(subject),
                        documents.content(document.id(), document.revision()).orElse("lost"),
                        documents.events(document).size(),
                        jdbc.sql("select count(*) from trail where entity = ?")
                                .param("procedure/" + document.id())
                                .query(Integer.class)
                                .single()))
                .orElse(new Desk(0, 0, "NONE", "", texts(subject), "", 0, 0));
    }

    @PostMapping("/trial/{number}/open")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable long number) {
        procedures
                .getObject()
                .open(
                        "trial",
                        "trial/" + number,
                        units.byCode("902001").orElseThrow().id(),
                        2021,
                        "试办 " + number);
    }

    @PostMapping("/trial/{number}/text")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void text(@PathVariable long number, @RequestParam String text) {
        String subject = "trial/" + number;
        procedures.getObject().demandEdit("trial", subject);
        jdbc.sql("delete from trial_text where subject = ?").param(subject).update();
        IntStream.range(0, COPIES)
                .forEach(copy -> jdbc.sql("insert into trial_text (subject, copy, text) values (?, ?, ?)")
                        .params(subject, copy, text)
                        .update());
    }

    @GetMapping("/trial/trail")
    @ResponseBody
    Map<String, Object> trail() throws SQLException {
        try (Connection connection = database.connect()) {
            Chain.Result result = Chain.verify(connection);
            return Map.of("whole", result.whole(), "entries", result.entries());
        }
    }
}

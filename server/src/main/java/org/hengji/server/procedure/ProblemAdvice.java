package org.hengji.server.procedure;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.hengji.pages.Templates;
import org.hengji.server.frame.Frame;
import org.hengji.server.year.YearProblem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What a state does not allow is answered in three parts, on whichever page it happens. */
@ControllerAdvice
class ProblemAdvice {

    private final Templates templates;

    ProblemAdvice(Templates templates) {
        this.templates = templates;
    }

    @ExceptionHandler
    JteModel year(YearProblem refused, Frame frame, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return templates.procedureProblemPage(frame, List.of(refused.problem()));
    }

    @ExceptionHandler
    JteModel notYours(NotYours refused, Frame frame, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return templates.procedureProblemPage(frame, List.of(refused.problem()));
    }
}

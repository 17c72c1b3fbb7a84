package org.hengji.server.organisation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.hengji.server.trail.Denials;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** To the person there is no such record; the trail keeps that somebody asked for it. */
@ControllerAdvice
class OutOfScopeAnswer {

    private final Denials denials;

    OutOfScopeAnswer(Denials denials) {
        this.denials = denials;
    }

    @ExceptionHandler(OutOfScope.class)
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        denials.refused("access.deny", request.getMethod() + " " + request.getRequestURI(), Map.of("because", "scope"));
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}

package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.hengji.server.trail.Denials;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What the role at hand may not do is refused and written down. A missing or old form token almost always means an
 * expired session, and the page should say that, not "forbidden".
 */
final class Denied implements AccessDeniedHandler {

    private final Denials denials;

    Denied(Denials denials) {
        this.denials = denials;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        denials.refused(
                "access.deny",
                request.getMethod() + " " + request.getRequestURI(),
                Map.of("because", reason instanceof CsrfException ? "form-token" : "role"));
        if (reason instanceof CsrfException) {
            request.setAttribute("hengji.session-expired", true);
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Trigger", "hengji:signed-out");
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
}

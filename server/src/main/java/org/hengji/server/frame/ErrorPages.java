package org.hengji.server.frame;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * When something does not work: what happened, what is safe, what to do. The stack stays in the log, under the number
 * of the request, which the page shows, so that a clerk can read it out on the telephone.
 */
@Controller
@OpenTo(OpenTo.Audience.EVERYONE)
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Templates templates;

    ErrorPages(Templates templates) {
        this.templates = templates;
    }

    @RequestMapping("/error")
    JteModel error(HttpServletRequest request, Frame frame) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer number ? number : 404;
        String reference = "";
        if (code >= 500) {
            reference = String.valueOf(request.getAttribute("hengji.request"));
            LOG.error(
                    "Request failed, reference {}: {} {}",
                    reference,
                    request.getMethod(),
                    request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                    (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
        String kind = switch (code) {
            case 403 -> request.getAttribute("hengji.session-expired") != null ? "expired" : "403";
            case 404, 405 -> "404";
            case 413 -> "413";
            default -> code >= 500 ? "500" : "400";
        };
        return templates.frameErrorPage(frame, kind, reference);
    }
}

package org.hengji.server.draft;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** For the script that saves forms as people type. */
@Controller
@ResponseBody
@OpenTo(OpenTo.Audience.BUSINESS)
class FormDraftController {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 50_000;
    private static final int MOST_FIELDS = 300;
    private static final List<String> TEXTS = List.of(
            "saved",
            "saving",
            "unsent",
            "signed-out",
            "other",
            "restored",
            "back",
            "conflict",
            "mine",
            "theirs",
            "use",
            "keep",
            "full");

    private final FormDrafts drafts;

    FormDraftController(FormDrafts drafts) {
        this.drafts = drafts;
    }

    /**
     * @param token of the present session, for a page that was signed out and in again
     * @param texts what the script says, in the language of the page
     */
    record Kept(
            String person,
            String header,
            String token,
            Map<String, String> texts,
            Map<String, FormDrafts.Draft> fields) {}

    record Typed(String typed, String base) {}

    record Saved(Instant at) {}

    @GetMapping("/drafts/{*form}")
    Kept kept(Frame frame, HttpServletRequest request, @PathVariable String form) {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(key -> texts.put(key, frame.text("draft." + key)));
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return new Kept(
                frame.person().name(), token.getHeaderName(), token.getToken(), texts, drafts.of(checked(form)));
    }

    @PutMapping("/drafts/{*form}")
    Saved save(@PathVariable String form, @RequestBody Map<String, Typed> fields) {
        if (fields.size() > MOST_FIELDS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Map<String, FormDrafts.Draft> typed = new LinkedHashMap<>();
        Instant now = Instant.now();
        fields.forEach((field, text) -> {
            if (field.length() > LONGEST_NAME || tooLong(text.typed()) || tooLong(text.base())) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            typed.put(field, new FormDrafts.Draft(text.typed(), text.base(), now));
        });
        drafts.save(checked(form), typed);
        return new Saved(now);
    }

    /** Without fields: all of them. */
    @DeleteMapping("/drafts/{*form}")
    Saved drop(@PathVariable String form, @RequestParam(required = false) List<String> field) {
        if (field == null) {
            drafts.drop(checked(form));
        } else {
            drafts.drop(checked(form), field);
        }
        return new Saved(Instant.now());
    }

    private static boolean tooLong(String text) {
        return text == null || text.length() > LONGEST_TEXT;
    }

    private static String checked(String form) {
        String name = form.startsWith("/") ? form.substring(1) : form;
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return name;
    }
}

package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.ListView;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Units;
import org.hengji.server.trail.TrailReader;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 权限审批: the security administrator decides what the system administrator asked for, and takes rights back. */
@Controller
@OpenTo(roles = Role.SECURITY_ADMINISTRATOR)
class SecurityController {

    private static final int LATEST = 50;

    private final Templates templates;
    private final AccountLists lists;
    private final Rights rights;
    private final AccountPolicies policies;
    private final Units units;
    private final TrailReader trail;

    SecurityController(
            Templates templates,
            AccountLists lists,
            Rights rights,
            AccountPolicies policies,
            Units units,
            TrailReader trail) {
        this.templates = templates;
        this.lists = lists;
        this.rights = rights;
        this.policies = policies;
        this.units = units;
        this.trail = trail;
    }

    /** With {@code format=xlsx} the file of the accounts that are seen. */
    @GetMapping("/security")
    JteModel page(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String notice,
            @ModelAttribute ListQuery query)
            throws IOException {
        return lists.accounts(frame, response, query, accounts(frame), view -> page(frame, view, Map.of(), notice));
    }

    @GetMapping("/security/requests")
    JteModel requests(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        return lists.requests(frame, response, query, "/security");
    }

    private Listing<Account> accounts(Frame frame) {
        return lists.accounts(frame, "/security", null, a -> templates.identityClosing(frame, a));
    }

    private JteModel page(Frame frame, Map<String, String> faults, String notice) {
        return page(frame, accounts(frame).view(ListQuery.NONE), faults, notice);
    }

    private JteModel page(Frame frame, ListView shown, Map<String, String> faults, String notice) {
        boolean known = Set.of("approved", "refused", "gone", "own", "last", "disabled", "policy", "comment")
                .contains(notice);
        return templates.identitySecurityPage(
                frame,
                new SecurityView(
                        rights.waiting(),
                        shown,
                        policies.now(),
                        units.tree(),
                        trail.of(Role.AUDIT_ADMINISTRATOR, LATEST),
                        faults,
                        known ? "security.notice." + notice : null));
    }

    /** The acts. A demonstration has no accounts, so there they do not exist. */
    @Controller
    @ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
    @OpenTo(roles = Role.SECURITY_ADMINISTRATOR)
    static class Acts {

        private final SecurityController security;

        Acts(SecurityController security) {
            this.security = security;
        }

        @PostMapping("/security/requests/{id}/approve")
        Object approve(
                @PathVariable long id,
                @RequestParam(defaultValue = "") String comment,
                Frame frame,
                HttpServletResponse response) {
            return answer(security.rights.approve(id, shortened(comment), frame.person()), "approved", frame, response);
        }

        @PostMapping("/security/requests/{id}/refuse")
        Object refuse(
                @PathVariable long id,
                @RequestParam(defaultValue = "") String comment,
                Frame frame,
                HttpServletResponse response) {
            if (comment.isBlank()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return security.page(frame, Map.of(), "comment");
            }
            return answer(security.rights.refuse(id, shortened(comment), frame.person()), "refused", frame, response);
        }

        @PostMapping("/security/accounts/{id}/disable")
        Object disable(@PathVariable long id, Frame frame, HttpServletResponse response) {
            return answer(security.rights.disable(id, frame.person()), "disabled", frame, response);
        }

        @PostMapping("/security/policy")
        Object policy(
                @RequestParam PasswordProfile passwords,
                @RequestParam int idleMinutes,
                @RequestParam int absoluteHours,
                @RequestParam int sessions,
                @RequestParam(required = false) Role[] secondFactor,
                Frame frame,
                HttpServletResponse response) {
            Set<Role> roles = secondFactor == null
                    ? Set.of()
                    : Arrays.stream(secondFactor).collect(Collectors.toSet());
            AccountPolicy policy = new AccountPolicy(passwords, idleMinutes, absoluteHours, sessions, roles);
            if (!policy.faults().isEmpty()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return security.page(frame, policy.faults(), "");
            }
            security.policies.set(policy);
            return "redirect:/security?notice=policy";
        }

        private Object answer(Rights.Outcome outcome, String done, Frame frame, HttpServletResponse response) {
            return switch (outcome) {
                case DONE -> "redirect:/security?notice=" + done;
                case GONE -> "redirect:/security?notice=gone";
                case OWN, LAST -> {
                    response.setStatus(HttpStatus.CONFLICT.value());
                    yield security.page(frame, Map.of(), outcome == Rights.Outcome.OWN ? "own" : "last");
                }
            };
        }

        private static String shortened(String comment) {
            String plain = comment.strip();
            return plain.length() > RightCommand.LONGEST_REASON
                    ? plain.substring(0, RightCommand.LONGEST_REASON)
                    : plain;
        }
    }
}

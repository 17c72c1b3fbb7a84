package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hengji.server.access.Person;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** Turns a person who has proved who they are into a session. */
@Component
class SignedIn {

    private final SecurityContextRepository contexts;
    private final RequestCache wanted;

    SignedIn(SecurityContextRepository contexts, RequestCache wanted) {
        this.contexts = contexts;
        this.wanted = wanted;
    }

    /** Signs the person in under a new session id and says where they wanted to go. */
    String as(Person person, HttpServletRequest request, HttpServletResponse response) {
        var saved = wanted.getRequest(request, response);
        // A fresh session, not only a fresh id: nothing of whoever sat here before may remain.
        if (request.getSession(false) != null) {
            request.getSession().invalidate();
        }
        request.getSession(true);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                person,
                null,
                AuthorityUtils.createAuthorityList("ROLE_" + person.role().name())));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return "redirect:" + (saved == null ? "/" : saved.getRedirectUrl());
    }
}

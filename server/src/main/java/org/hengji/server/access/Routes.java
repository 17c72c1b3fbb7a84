package org.hengji.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Reads {@link OpenTo} off the handler that would answer, and decides. */
@Component
public class Routes implements AuthorizationManager<RequestAuthorizationContext> {

    private final ObjectProvider<RequestMappingHandlerMapping> handlers;

    Routes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.handlers = handlers;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        Object principal =
                authentication.get() == null ? null : authentication.get().getPrincipal();
        Person person = principal instanceof Person signedIn ? signedIn : null;
        // No handler: a visitor is sent to sign in, a person learns that the page does not exist.
        return new AuthorizationDecision(handler(context.getRequest())
                .map(method -> open(method, person))
                .orElse(person != null));
    }

    /** Whether a page at that path exists and would open for the person: for menus and links. */
    public boolean open(String path, Person person) {
        return handlers.getObject().getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getDirectPaths().contains(path))
                .anyMatch(entry -> open(entry.getValue(), person));
    }

    private static boolean open(HandlerMethod method, Person person) {
        OpenTo openTo = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), OpenTo.class);
        if (openTo == null) {
            openTo = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), OpenTo.class);
        }
        if (openTo == null) {
            return false;
        }
        return switch (openTo.value()) {
            case EVERYONE -> true;
            case SIGNED_IN -> person != null;
            case BUSINESS -> person != null && !person.role().administrator();
            case NAMED_ROLES -> person != null && Arrays.asList(openTo.roles()).contains(person.role());
        };
    }

    private Optional<HandlerMethod> handler(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = handlers.getObject().getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method
                    ? Optional.of(method)
                    : Optional.empty();
        } catch (Exception wrongMethodOrMediaType) {
            return Optional.empty();
        }
    }
}

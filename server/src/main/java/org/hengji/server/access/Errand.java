package org.hengji.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Work in the background on behalf of a person: what it sees is what the person sees, and the trail says who asked for
 * it, from where and by which request.
 *
 * @param origin address that the request came from
 * @param request its number
 */
public record Errand(Person person, String origin, String request) {

    private static final ThreadLocal<Errand> CURRENT = new ThreadLocal<>();

    public static Errand of(Person person, HttpServletRequest request) {
        return new Errand(person, request.getRemoteAddr(), RequestId.current());
    }

    /** The one that the thread at hand is on. */
    public static Optional<Errand> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Does the work in the thread at hand, which must be on no other. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** As {@link #run}, with what comes of it. */
    public <T> T call(Supplier<T> work) {
        CURRENT.set(this);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
        MDC.put(RequestId.NAME, request);
        try {
            return work.get();
        } finally {
            MDC.remove(RequestId.NAME);
            SecurityContextHolder.clearContext();
            CURRENT.remove();
        }
    }
}

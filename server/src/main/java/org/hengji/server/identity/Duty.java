package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a person must do about the own account before anything else opens. Kept in the session. */
public enum Duty {
    PASSWORD,
    SECOND_FACTOR;

    private static final String NAME = "hengji.duty";

    void lay(HttpSession session) {
        session.setAttribute(NAME, name());
    }

    static Duty of(HttpSession session) {
        return session != null && session.getAttribute(NAME) instanceof String name ? valueOf(name) : null;
    }

    static void done(HttpSession session) {
        session.removeAttribute(NAME);
    }

    @Configuration(proxyBeanMethods = false)
    static class First implements WebMvcConfigurer {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new HandlerInterceptor() {
                @Override
                public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                        throws IOException {
                    boolean elsewhere = handler instanceof HandlerMethod method
                            && method.getBeanType() != OwnAccountController.class
                            && !request.getRequestURI().equals("/error");
                    if (elsewhere && Duty.of(request.getSession(false)) != null) {
                        response.setHeader("HX-Redirect", "/account");
                        response.sendRedirect("/account");
                        return false;
                    }
                    return true;
                }
            });
        }
    }
}

package org.hengji.server.trail;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes every file that leaves as an attachment into the trail before its first byte, whichever module sends it: an
 * export cannot be forgotten, and one that cannot be written down fails.
 */
@Component
class ExportsNoted extends OncePerRequestFilter {

    private final Trail trail;

    ExportsNoted(Trail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setHeader(String name, String value) {
                note(name, value);
                super.setHeader(name, value);
            }

            @Override
            public void addHeader(String name, String value) {
                note(name, value);
                super.addHeader(name, value);
            }

            private void note(String name, String value) {
                if (HttpHeaders.CONTENT_DISPOSITION.equalsIgnoreCase(name)
                        && value != null
                        && value.startsWith("attachment")
                        && request.getAttribute(Trail.EXPORTED) == null) {
                    String file = ContentDisposition.parse(value).getFilename();
                    trail.exported(file == null ? "" : file, request.getRequestURI(), -1, filter(request));
                }
            }
        });
    }

    private static Map<String, String> filter(HttpServletRequest request) {
        Map<String, String> filter = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                filter.put(name, String.join(", ", Arrays.asList(values)));
            }
        });
        return filter;
    }
}

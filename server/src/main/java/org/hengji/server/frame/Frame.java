package org.hengji.server.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hengji.server.access.Person;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a page needs from its surroundings, one per request. Controllers declare it as a parameter and hand it to their
 * template, which starts with {@code @template.layout.page(frame = frame, title = frame.text("..."), content = ...)}.
 */
public final class Frame {

    private final HttpServletRequest request;
    private final MessageSource messages;
    private final UnaryOperator<String> assets;
    private final Menu menu;
    private final IntSupplier unread;
    private final Supplier<Whereabouts> whereabouts;
    private final boolean demo;
    private final Language language;

    Frame(
            HttpServletRequest request,
            MessageSource messages,
            UnaryOperator<String> assets,
            Menu menu,
            IntSupplier unread,
            Supplier<Whereabouts> whereabouts,
            boolean demo) {
        this.request = request;
        this.messages = messages;
        this.assets = assets;
        this.menu = menu;
        this.unread = unread;
        this.whereabouts = whereabouts;
        this.demo = demo;
        this.language = LanguageCookie.language(request);
    }

    /** A text of the message bundle in the language of the page; a missing key is a fault and stops the page. */
    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, language.locale());
    }

    /** The same for a key that may have no text, such as the name of an act: then the word given instead. */
    public String textOr(String key, String otherwise) {
        return messages.getMessage(key, null, otherwise, language.locale());
    }

    public Language language() {
        return language;
    }

    /** The address of this page in the other language. */
    public String otherLanguageUrl() {
        var url = UriComponentsBuilder.fromPath(path());
        if (request.getQueryString() != null && request.getAttribute("jakarta.servlet.error.status_code") == null) {
            url.query(request.getQueryString());
        }
        return url.replaceQueryParam("lang", language.other().code()).build().toUriString();
    }

    /** Who is signed in, or null. */
    public Person person() {
        return Person.current().orElse(null);
    }

    /** Notices that the person has not read. Visitors and administrators have none. */
    public int unread() {
        return unread.getAsInt();
    }

    public Whereabouts whereabouts() {
        return whereabouts.get();
    }

    public boolean demo() {
        return demo;
    }

    public List<Menu.Entry> menu() {
        return menu.entries(person(), path());
    }

    /** The content-hashed address of a file under static/, so that browsers may keep it for a year. */
    public String asset(String path) {
        return assets.apply(path);
    }

    public String csrfToken() {
        return csrf() == null ? "" : csrf().getToken();
    }

    public String csrfField() {
        return csrf() == null ? "_csrf" : csrf().getParameterName();
    }

    /** For the body's hx-headers: every htmx request carries the token. */
    public String csrfHeaders() {
        return csrf() == null ? "{}" : "{\"" + csrf().getHeaderName() + "\":\"" + csrf().getToken() + "\"}";
    }

    private String path() {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        return failed != null ? failed.toString() : request.getRequestURI();
    }

    private CsrfToken csrf() {
        return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    }
}

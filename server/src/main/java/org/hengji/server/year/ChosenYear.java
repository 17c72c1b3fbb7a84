package org.hengji.server.year;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.frame.Whereabouts;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 预算年度: the one switch at the top of every page. The browser remembers it; pages begin with that year. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ChosenYear implements Whereabouts {

    private final Years years;
    private final Units units;

    ChosenYear(Years years, Units units) {
        this.years = years;
        this.units = units;
    }

    @Override
    public Optional<Text> body() {
        return Person.current().flatMap(person -> units.find(person.unit())).map(Unit::name);
    }

    @Override
    public int year() {
        return years.current();
    }

    @Override
    public List<Integer> years() {
        return years.known();
    }

    @PostMapping("/years/choose")
    String choose(@RequestParam int year, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Years.COOKIE, String.valueOf(year))
                        .path("/")
                        .maxAge(Duration.ofDays(30))
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
        return "redirect:" + back(request.getHeader(HttpHeaders.REFERER));
    }

    /** Where the person came from, of this server only and without a year of its own. */
    private static String back(String referer) {
        try {
            String path = referer == null ? "/" : URI.create(referer).getPath();
            return path.startsWith("/") && !path.startsWith("//") ? path : "/";
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }
}

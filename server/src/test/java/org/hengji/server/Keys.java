package org.hengji.server;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;

/**
 * A page in the hands of somebody who has no mouse: goes from control to control, types, presses. Wherever the focus
 * stops on the way it must be seen, and Tab must lead on from it.
 */
final class Keys {

    private static final int PATIENCE = 1500;

    /** Where the focus is, whether one sees that, and whether it is under something else. */
    private static final String HERE = """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body) return {name: "", seen: true};
              const drawn = el => {
                const s = getComputedStyle(el);
                return s.opacity !== "0" && (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== "none");
              };
              const label = e.labels && e.labels[0];
              const shown = drawn(e) ? e : label && drawn(label) ? label : null;
              const name = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.name ? "[name=" + e.name + "]" : "")
                + " “" + (e.getAttribute("aria-label") || e.textContent || "").trim().slice(0, 30) + "” in " + location.pathname;
              if (!shown) return {name, seen: false, why: "has the focus and does not show it"};
              const b = shown.getBoundingClientRect();
              const in_ = b.bottom > 0 && b.right > 0 && b.top < innerHeight && b.left < innerWidth;
              if (!in_) return {name, seen: false, why: "has the focus outside the window"};
              const x0 = Math.max(b.left, 0), x1 = Math.min(b.right, innerWidth), y0 = Math.max(b.top, 0), y1 = Math.min(b.bottom, innerHeight);
              let clear = false;
              for (const fx of [0.05, 0.5, 0.95]) for (const fy of [0.1, 0.5, 0.9]) {
                const hit = document.elementFromPoint(x0 + (x1 - x0) * fx, y0 + (y1 - y0) * fy);
                clear = clear || hit && (hit === shown || shown.contains(hit) || hit.contains(shown) || hit.closest("label") && hit.closest("label").contains(e));
              }
              return {name, seen: clear, why: "has the focus under something else"};
            }""";

    private final Page page;

    Keys(Page page) {
        this.page = page;
    }

    /** Tab, until the focus is on what the selector names. */
    Keys to(String selector) {
        return go(selector, "Tab");
    }

    /** Shift+Tab, until the focus is on what the selector names. */
    Keys back(String selector) {
        return go(selector, "Shift+Tab");
    }

    private Keys go(String selector, String key) {
        Locator wanted = page.locator(selector);
        wanted.first().waitFor();
        String before = "";
        int rounds = 0;
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < PATIENCE; i++) {
            if (isAt(wanted)) {
                look();
                return this;
            }
            page.keyboard().press(key);
            String now = look();
            way.append(" > ").append(now);
            if (now.isEmpty() && ++rounds > 2) {
                throw new AssertionError("no " + key + " leads to " + selector + " in " + page.url() + way);
            }
            before = now;
        }
        throw new AssertionError("the focus never leaves " + before + " on the way to " + selector);
    }

    /** The focus is on it, and it is seen. */
    Keys isAt(String selector) {
        Locator wanted = page.locator(selector);
        for (int i = 0; i < 200 && !isAt(wanted); i++) {
            page.waitForTimeout(50);
        }
        if (!isAt(wanted)) {
            throw new AssertionError("the focus is on “" + look() + "” and not on " + selector);
        }
        look();
        return this;
    }

    private static boolean isAt(Locator wanted) {
        return (Boolean) wanted.evaluateAll("all => all.includes(document.activeElement)");
    }

    /** @return what has the focus; empty for nothing */
    private String look() {
        Map<String, Object> here = here();
        // A ring may fade in, slowly on a busy machine.
        for (int i = 0; i < 200 && !Boolean.TRUE.equals(here.get("seen")); i++) {
            page.waitForTimeout(50);
            here = here();
        }
        if (!Boolean.TRUE.equals(here.get("seen"))) {
            throw new AssertionError(here.get("name") + " " + here.get("why"));
        }
        return (String) here.get("name");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> here() {
        return (Map<String, Object>) page.evaluate(HERE);
    }

    Keys press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** In place of what stands in the field. */
    Keys type(String text) {
        page.keyboard().press("Control+a");
        page.keyboard().insertText(text);
        return this;
    }

    /** Enter on a link or button that leads to another page. */
    Keys enter() {
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
        page.waitForLoadState();
        return this;
    }

    /** The arrow keys, until the list shows what is wanted. */
    Keys choose(String label) {
        page.keyboard().press("Home");
        for (int i = 0; i < 200; i++) {
            if (label.equals(page.evaluate("() => document.activeElement.selectedOptions[0].label.trim()"))) {
                return this;
            }
            page.keyboard().press("ArrowDown");
        }
        throw new AssertionError("no arrow key leads to “" + label + "” in " + look());
    }
}

package org.hengji.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The program as it is served, and people with browsers in front of it. */
final class Office implements AutoCloseable {

    /** Long, since a busy machine is no fault of the page. */
    static final double PATIENCE = 120_000;

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ServerProcess server;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final String address;

    private Office(ServerProcess server, Path chromium) throws Exception {
        this.server = server;
        this.address = server.address().replaceAll("/$", "");
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** The demonstration, where one takes a role by choosing it. */
    static Office demo(Path temp) throws Exception {
        return started(temp, "demo");
    }

    /** As it is installed: accounts, three administrators, nothing in it yet. */
    static Office serve(Path temp, String... more) throws Exception {
        return started(temp, "serve", more);
    }

    private static Office started(Path temp, String command, String... more) throws Exception {
        Path chromium = Path.of(System.getenv().getOrDefault("HENGJI_CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(chromium)) {
            System.err.println("SKIPPED: no browser. Install chromium or set HENGJI_CHROMIUM.");
        }
        assumeTrue(Files.isExecutable(chromium), "no chromium; set HENGJI_CHROMIUM");
        return new Office(start(temp, command, more), chromium);
    }

    private static ServerProcess start(Path temp, String command, String... more) throws IOException {
        String data = temp.resolve(command).toString();
        return ServerProcess.start(
                temp,
                Stream.concat(Stream.of(command, "--data", data, "--port", "0"), Stream.of(more))
                        .toArray(String[]::new));
    }

    ServerProcess server() {
        return server;
    }

    /** Without the slash at its end. */
    String address() {
        return address;
    }

    /** A computer of its own: who signs in here is signed in nowhere else. */
    BrowserContext desk() {
        BrowserContext desk = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1366, 768).setAcceptDownloads(true));
        desk.setDefaultTimeout(PATIENCE);
        desk.setDefaultNavigationTimeout(PATIENCE);
        desk.onPage(this::listen);
        return desk;
    }

    Page page() {
        return desk().newPage();
    }

    private void listen(Page page) {
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                faults.add(m.text() + " " + m.location() + " " + page.url());
            }
        });
        page.onPageError(faults::add);
    }

    /** What the browsers complained of so far, a refused request among it. */
    List<String> faults() {
        return faults;
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    static void wholePicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() throws Exception {
        playwright.close();
        server.close();
    }
}

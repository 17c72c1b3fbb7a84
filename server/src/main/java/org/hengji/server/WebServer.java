package org.hengji.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.hengji.Options;
import org.hengji.Refusal;
import org.hengji.server.database.DataFolder;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.hengji.server.database.ExternalPostgres;
import org.hengji.server.database.FirstWords;
import org.hengji.server.database.Mark;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Brings database and web application up together, and down in the right order. */
final class WebServer {

    private static final int PORT = 8080;

    private WebServer() {}

    static int start(Mark mark, Path data, String databaseUrl, Options options) {
        String address = options.get("--address", "127.0.0.1");
        int port = port(options);
        portMustBeFree(address, port);
        DataFolder folder = data == null ? null : DataFolder.take(data, mark);
        // Our own PostgreSQL starts while Spring reads its classes: half the waiting.
        CompletableFuture<Database> opening = folder != null
                ? CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(folder))
                : CompletableFuture.completedFuture(ExternalPostgres.connect(databaseUrl, System.getenv()));
        Runnable closing = () -> close(opening, folder);
        try {
            ConfigurableApplicationContext context = run(mark, address, port, folder, opening, closing);
            healthy(context);
            String url = url(address, context);
            if (folder != null) {
                folder.announce(url);
            }
            // In one piece: whoever waits for the address may read on at once.
            ByteArrayOutputStream words = new ByteArrayOutputStream();
            PrintStream said = new PrintStream(words, false, StandardCharsets.UTF_8);
            said.println(url);
            context.getBeansOfType(FirstWords.class).values().forEach(more -> more.say(url, said));
            said.flush();
            System.out.writeBytes(words.toByteArray());
            System.out.flush();
            if (Boolean.getBoolean("hengji.rehearsal")) {
                rehearse(url);
                context.close();
                closing.run();
            }
            return 0;
        } catch (RuntimeException e) {
            closing.run();
            throw refusalIn(e);
        }
    }

    private static ConfigurableApplicationContext run(
            Mark mark,
            String address,
            int port,
            DataFolder folder,
            CompletableFuture<Database> opening,
            Runnable closing) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hengji.mark", mark.word());
        settings.put("server.address", address);
        settings.put("server.port", port);
        SpringApplication application = new SpringApplication(ServerApplication.class);
        if (folder != null) {
            settings.put("hengji.data", folder.path().toString());
            settings.put(
                    "logging.file.name", folder.logs().resolve("hengji.json").toString());
            application.setAdditionalProfiles("folder");
            createLogs(folder);
        }
        application.setDefaultProperties(settings);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(Database.class, () -> await(opening), bean -> bean.setDestroyMethodName("")));
        // After the context has closed, so that the last request still finds its database.
        SpringApplication.getShutdownHandlers().add(closing);
        return application.run();
    }

    /** A short life for the class-data archive that the launcher makes: one request each, and down again. */
    private static void rehearse(String url) {
        for (String path : new String[] {"actuator/health", "sign-in", "no-such-page"}) {
            try (var page = URI.create(url + path).toURL().openStream()) {
                page.readAllBytes();
            } catch (IOException notFound) {
                // The error page is part of the rehearsal.
            }
        }
    }

    private static void createLogs(DataFolder folder) {
        try {
            Files.createDirectories(folder.logs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address is promised to answer, so we look before we print it. */
    private static void healthy(ConfigurableApplicationContext context) {
        HealthEndpoint health = context.getBean(HealthEndpoint.class);
        for (int i = 0; !Status.UP.equals(health.health().getStatus()); i++) {
            if (i == 300) {
                throw new IllegalStateException("Not healthy after 30 s: " + health.health());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static String url(String address, ConfigurableApplicationContext context) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + "/";
    }

    private static Database await(CompletableFuture<Database> opening) {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void close(CompletableFuture<Database> opening, DataFolder folder) {
        opening.handle((database, failure) -> database)
                .thenAccept(database -> {
                    if (database != null) {
                        database.close();
                    }
                })
                .join();
        if (folder != null) {
            folder.close();
        }
    }

    private static int port(Options options) {
        String text = options.get("--port", String.valueOf(PORT));
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Refusal(
                "端口号 " + text + " 不对，应是 0 到 65535 的整数（0 表示任选一个空闲的）。",
                "The port " + text + " is not a number from 0 to 65535 (0 takes any free one).");
    }

    private static void portMustBeFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw portTaken(address, port, e);
        }
    }

    private static Refusal portTaken(String address, int port, Exception cause) {
        return new Refusal(
                "不能使用 " + address + " 的端口 " + port + "（" + cause.getMessage() + "），可能已被别的程序占用。请换一个：--port "
                        + (port == 65535 ? 8081 : port + 1) + "。数据没有任何改动。",
                "Port " + port + " on " + address + " cannot be used (" + cause.getMessage()
                        + "); another program may have it. Take another: --port " + (port == 65535 ? 8081 : port + 1)
                        + ". Nothing was changed.",
                cause);
    }

    /** Spring wraps what we said kindly; unwrap it. */
    private static RuntimeException refusalIn(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return failure;
    }
}

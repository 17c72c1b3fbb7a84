package org.hengji.server.intake;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hengji.documents.workbook.MarkedCopy;
import org.hengji.pages.Templates;
import org.hengji.server.access.Errand;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.frame.Minute;
import org.hengji.server.intake.FileImport.State;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** 导入, the same pages for every kind of file. Business and administration have a door each. */
abstract class ImportsController {

    private final Templates templates;
    private final Receivers receivers;
    private final FileImports imports;
    private final ImportRun run;
    private final ListExport export;

    ImportsController(Templates templates, Receivers receivers, FileImports imports, ImportRun run, ListExport export) {
        this.templates = templates;
        this.receivers = receivers;
        this.imports = imports;
        this.run = run;
        this.export = export;
    }

    /** Where the pages of the person stand. */
    static String base(Person person) {
        return person.role().administrator() ? Administration.BASE : Business.BASE;
    }

    @Controller
    @RequestMapping(Business.BASE)
    @OpenTo(OpenTo.Audience.BUSINESS)
    static class Business extends ImportsController {
        static final String BASE = "/imports";

        Business(Templates templates, Receivers receivers, FileImports imports, ImportRun run, ListExport export) {
            super(templates, receivers, imports, run, export);
        }
    }

    @Controller
    @RequestMapping(Administration.BASE)
    @OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
    static class Administration extends ImportsController {
        static final String BASE = "/administration/imports";

        Administration(
                Templates templates, Receivers receivers, FileImports imports, ImportRun run, ListExport export) {
            super(templates, receivers, imports, run, export);
        }
    }

    @GetMapping
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        List<ImportPage.Kind> kinds = receivers.of(frame.person()).stream()
                .map(r -> new ImportPage.Kind(r.kind(), r.destinations()))
                .toList();
        return export.answer(
                mine(frame),
                query,
                frame.text("intake.mine"),
                frame,
                response,
                view -> templates.intakeListPage(frame, base(frame.person()), kinds, view));
    }

    /** What the person brought, the latest first. */
    private Listing<FileImport> mine(Frame frame) {
        String base = base(frame.person());
        return new Listing<>(
                "imports",
                base,
                List.of(
                        Column.text("file", FileImport::name),
                        Column.moment("sent", i -> Minute.of(i.sentAt())),
                        Column.text("kind", i -> frame.text("intake.kind." + i.kind())),
                        Column.<FileImport>text(
                                        "state",
                                        i -> frame.text(
                                                "intake.state." + i.state().key()))
                                .drawn(i -> templates.intakeState(frame, i.state())),
                        Column.figure(
                                "rows", 0, i -> BigDecimal.valueOf(i.result().rows())),
                        Column.figure(
                                "errors", 0, i -> BigDecimal.valueOf(i.result().errors())),
                        Column.figure("added", 0, i -> BigDecimal.valueOf(i.added())),
                        Column.figure("changed", 0, i -> BigDecimal.valueOf(i.changed()))),
                i -> base + "/" + i.id(),
                imports.list(frame.person()));
    }

    @GetMapping("/new")
    JteModel form(Frame frame, @RequestParam String kind, @RequestParam(defaultValue = "") String to) {
        return form(frame, kind, to, false);
    }

    private JteModel form(Frame frame, String kind, String to, boolean noFile) {
        Receiver receiver = receiver(kind, frame.person());
        List<Destination> destinations = receiver.destinations();
        Destination only = destinations.size() == 1 ? destinations.get(0) : null;
        return templates.intakeNewPage(
                frame,
                base(frame.person()),
                new ImportPage.Kind(kind, destinations),
                receiver.destination(to).orElse(only),
                noFile);
    }

    @GetMapping("/template.xlsx")
    void template(
            Frame frame,
            HttpServletResponse response,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String to)
            throws IOException {
        Receiver receiver = receiver(kind, frame.person());
        Destination destination = destination(receiver, to);
        String name = destination.name().zh().isEmpty()
                ? frame.text("intake.kind." + kind)
                : destination.name().zh() + "-" + frame.text("intake.kind." + kind);
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, FileImport.safe(name) + ".xlsx")) {
            receiver.template(destination, out);
        }
    }

    @PostMapping
    Object send(
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) MultipartFile file)
            throws IOException {
        Receiver receiver = receiver(kind, frame.person());
        Destination destination = destination(receiver, to);
        // A browser sends one nameless empty part when nothing was chosen.
        if (file == null
                || file.getOriginalFilename() == null
                || file.getOriginalFilename().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(frame, kind, to, true);
        }
        long id = imports.send(
                kind,
                destination,
                Errand.of(frame.person(), request),
                FileImport.safe(file.getOriginalFilename()),
                file.getInputStream());
        run.submit(id);
        return "redirect:" + base(frame.person()) + "/" + id;
    }

    @GetMapping("/{id:\\d+}")
    JteModel page(Frame frame, @PathVariable long id) {
        return templates.intakeImportPage(frame, page(find(id, frame.person()), frame.person()));
    }

    private ImportPage page(FileImport one, Person person) {
        Optional<Receiver> receiver =
                receivers.of(one.kind()).filter(r -> r.roles().contains(person.role()));
        Optional<Destination> destination = receiver.flatMap(r -> r.destination(one.destination()));
        Optional<ImportRun.Course> course = run.course(one.id());
        return new ImportPage(
                base(person),
                one,
                destination.orElse(null),
                course.map(ImportRun.Course::rows).orElse(0L),
                course.map(ImportRun.Course::faulty).orElse(0L),
                course.map(ImportRun.Course::percent).orElse(0),
                one.state() == State.SAME ? imports.twin(one).orElse(null) : null);
    }

    /** Asked for again and again while a file is read; when that is over the page is loaded anew. */
    @GetMapping("/{id:\\d+}/progress")
    JteModel progress(Frame frame, @PathVariable long id, HttpServletResponse response) {
        FileImport one = find(id, frame.person());
        if (!one.state().running()) {
            response.setHeader("HX-Refresh", "true");
        }
        return templates.intakeProgress(frame, page(one, frame.person()));
    }

    @PostMapping("/{id:\\d+}/cancel")
    String cancel(Frame frame, @PathVariable long id) {
        run.cancel(find(id, frame.person()));
        return "redirect:" + base(frame.person()) + "/" + id;
    }

    @PostMapping("/{id:\\d+}/take")
    String take(Frame frame, HttpServletRequest request, @PathVariable long id) {
        FileImport one = find(id, frame.person());
        destination(receiver(one.kind(), frame.person()), one.destination());
        if (imports.begin(one, Errand.of(frame.person(), request))) {
            run.submit(id);
        }
        return "redirect:" + base(frame.person()) + "/" + id;
    }

    @PostMapping("/{id:\\d+}/discard")
    String discard(Frame frame, @PathVariable long id) {
        FileImport one = find(id, frame.person());
        if (!one.state().running() && one.state().kept()) {
            imports.discard(one);
        }
        return "redirect:" + base(frame.person());
    }

    @GetMapping("/{id:\\d+}/marked.xlsx")
    void marked(Frame frame, HttpServletResponse response, @PathVariable long id) throws IOException {
        FileImport one = find(id, frame.person());
        if (!one.state().kept()
                || one.state().running()
                || one.result().findings().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Path folder = Files.createTempDirectory("marked-");
        Path file = folder.resolve(one.name());
        try {
            imports.fetch(one, folder);
            String name = one.name().replaceFirst("(\\.[^.]*)?$", "") + "（" + frame.text("intake.marked.name") + "）";
            try (OutputStream out = Attachment.open(response, Attachment.EXCEL, name + ".xlsx")) {
                MarkedCopy.write(file, one.result(), out);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private Receiver receiver(String kind, Person person) {
        return receivers
                .of(kind)
                .filter(r -> r.roles().contains(person.role()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Destination destination(Receiver receiver, String key) {
        return receiver.destination(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private FileImport find(long id, Person person) {
        return imports.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

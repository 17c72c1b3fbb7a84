package org.hengji.documents.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.Scoring;

/** Shipped cases as papers and files. */
final class Papers {
    private Papers() {}

    /** A kind of report and a case that it fits. */
    record Pair(String kind, String name, CaseFile file) {
        Paper paper() {
            return draft(TemplateReader.shipped(kind).orElseThrow(), file, Map.of());
        }

        @Override
        public String toString() {
            return kind + "-" + name;
        }
    }

    /** Every kind with every shipped case of its frameworks; kinds for any framework with the published seeds. */
    static Stream<Pair> all() {
        return Packs.reportKinds().stream().flatMap(kind -> {
            List<String> frameworks = TemplateReader.shipped(kind).orElseThrow().frameworks();
            return Packs.index().stream()
                    .flatMap(pack -> Packs.cases(pack).stream()
                            .filter(c -> frameworks.isEmpty()
                                    ? c.startsWith("seed-001-published")
                                    : frameworks.contains(pack.substring(0, pack.indexOf('/'))))
                            .map(c -> new Pair(kind, c.replace(".yaml", ""), file(Packs.caseText(pack, c)))));
        });
    }

    static CaseFile file(String yaml) {
        return CaseLoader.load(yaml, Packs::find).value().orElseThrow();
    }

    static Pair seed(String kind, String name) {
        return all().filter(p -> p.kind().equals(kind) && p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Paper draft(Template template, CaseFile file, Map<String, String> edits) {
        return Drafting.draft(template, file, Scoring.score(file.framework(), file.subject()), edits, false)
                .value()
                .orElseThrow();
    }

    static byte[] docx(Paper paper) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DocxWriter.write(paper, Map.of(), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pdf(Paper paper) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PdfWriter.write(paper, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

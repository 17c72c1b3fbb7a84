package org.hengji.documents;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The parts of a docx or xlsx and how they point at each other; what points out of the file is never followed. */
final class OfficePackage {

    /**
     * @param type last word of the relationship's type, e.g. {@code footnotes}
     * @param target path of the part
     */
    record Link(String type, String target) {}

    private final Archive archive;
    private final Allowance allowance;

    OfficePackage(Archive archive, Allowance allowance) throws Refused, XMLStreamException {
        this.archive = archive;
        this.allowance = allowance;
        refuseMacros();
    }

    private void refuseMacros() throws Refused, XMLStreamException {
        for (String name : archive.names()) {
            String small = name.toLowerCase(Locale.ROOT);
            if (small.endsWith("vbaproject.bin") || small.endsWith("vbadata.xml") || small.contains("macrosheets/")) {
                throw Refusals.macros(allowance.name(), Words.line(name));
            }
        }
        Optional<Xml> types = xml("[Content_Types].xml");
        if (types.isEmpty()) {
            return;
        }
        try (Xml xml = types.get()) {
            while (xml.hasNext()) {
                if (xml.next() == javax.xml.stream.XMLStreamConstants.START_ELEMENT) {
                    String type = xml.attribute("ContentType", "").toLowerCase(Locale.ROOT);
                    if (type.contains("macroenabled") || type.contains("vbaproject")) {
                        throw Refusals.macros(allowance.name(), Words.line(xml.attribute("PartName", "vbaProject")));
                    }
                }
            }
        }
    }

    Optional<Xml> xml(String part) throws Refused, XMLStreamException {
        Optional<InputStream> bytes = archive.part(part);
        return bytes.isPresent() ? Optional.of(Xml.of(bytes.get(), allowance)) : Optional.empty();
    }

    Optional<InputStream> bytes(String part) throws Refused {
        return archive.part(part);
    }

    /** The part that holds the document itself. */
    Optional<String> main() throws Refused, XMLStreamException {
        return links("").values().stream()
                .filter(link -> link.type().equals("officeDocument"))
                .map(Link::target)
                .filter(archive::has)
                .findFirst();
    }

    /** What a part points at inside of the file, by id. */
    Map<String, Link> links(String part) throws Refused, XMLStreamException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        Map<String, Link> links = new LinkedHashMap<>();
        Optional<Xml> relationships = xml(folder + "_rels/" + part.substring(slash) + ".rels");
        if (relationships.isEmpty()) {
            return links;
        }
        try (Xml xml = relationships.get()) {
            while (xml.hasNext()) {
                if (xml.next() == javax.xml.stream.XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")
                        && !xml.attribute("TargetMode", "").equalsIgnoreCase("External")) {
                    String type = xml.attribute("Type", "");
                    links.put(
                            xml.attribute("Id", ""),
                            new Link(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    resolved(folder, xml.attribute("Target", ""))));
                }
            }
        }
        return links;
    }

    private static String resolved(String folder, String target) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (target.startsWith("/") ? target : folder + target).split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}

package org.hengji.documents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;

/** What the named paragraph styles of a docx say of headings and lists. */
final class DocxStyles {
    private static final int BODY = 9;

    /** A value that is absent is inherited from the style that this one is based on. */
    private record Style(String name, String basedOn, Integer outline, String list, Integer level) {}

    private final Map<String, Style> styles = new HashMap<>();
    private String usual = "";

    private DocxStyles() {}

    static DocxStyles none() {
        return new DocxStyles();
    }

    static DocxStyles read(Xml xml) throws XMLStreamException {
        DocxStyles read = new DocxStyles();
        while (xml.hasNext()) {
            if (xml.next() == javax.xml.stream.XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("style")
                    && xml.attribute("type", "paragraph").equals("paragraph")) {
                read.style(xml);
            }
        }
        return read;
    }

    private void style(Xml xml) throws XMLStreamException {
        String id = xml.attribute("styleId", "");
        if (!xml.attribute("default", "0").equals("0")) {
            usual = id;
        }
        String name = "";
        String basedOn = null;
        Integer outline = null;
        String list = null;
        Integer level = null;
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "name" -> {
                    name = xml.attribute("val", "").toLowerCase(Locale.ROOT);
                    xml.skip();
                }
                case "basedOn" -> {
                    basedOn = xml.attribute("val");
                    xml.skip();
                }
                case "pPr" -> {
                    while (xml.child()) {
                        switch (xml.getLocalName()) {
                            case "outlineLvl" -> {
                                outline = xml.number("val", BODY);
                                xml.skip();
                            }
                            case "numPr" -> {
                                while (xml.child()) {
                                    if (xml.getLocalName().equals("numId")) {
                                        list = xml.attribute("val");
                                    } else if (xml.getLocalName().equals("ilvl")) {
                                        level = xml.number("val", 0);
                                    }
                                    xml.skip();
                                }
                            }
                            default -> xml.skip();
                        }
                    }
                }
                default -> xml.skip();
            }
        }
        if (outline == null && name.matches("heading [1-9]")) {
            outline = name.charAt(name.length() - 1) - '1';
        }
        styles.put(id, new Style(name, basedOn, outline, list, level));
    }

    /** 0 for body text, else the level of a heading. */
    int heading(String id) {
        int outline = inherited(id, Style::outline).orElse(BODY);
        return outline < 0 || outline >= BODY ? 0 : outline + 1;
    }

    /** A line of the table of contents repeats a heading and is none. */
    boolean isContents(String id) {
        Style style = styles.get(id == null ? usual : id);
        return style != null && (style.name().startsWith("toc ") || style.name().equals("table of figures"));
    }

    Optional<String> list(String id) {
        return inherited(id, Style::list);
    }

    int listLevel(String id) {
        return inherited(id, Style::level).orElse(0);
    }

    private <T> Optional<T> inherited(String id, Function<Style, T> property) {
        Set<String> seen = new HashSet<>();
        for (String at = id == null ? usual : id; at != null && seen.add(at); ) {
            Style style = styles.get(at);
            if (style == null) {
                break;
            }
            T value = property.apply(style);
            if (value != null) {
                return Optional.of(value);
            }
            at = style.basedOn();
        }
        return Optional.empty();
    }
}

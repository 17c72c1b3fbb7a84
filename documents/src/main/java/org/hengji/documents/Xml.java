package org.hengji.documents;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * The elements of one part of an office file, one after the other. Nothing outside of the part is ever opened: a
 * document type, with or without entities, ends the reading, since no office program writes one.
 */
final class Xml extends StreamReaderDelegate implements AutoCloseable {
    private static final int DEPTH = 256;

    private final Allowance allowance;
    private final InputStream bytes;
    private int depth;

    private Xml(XMLStreamReader reader, InputStream bytes, Allowance allowance) {
        super(reader);
        this.allowance = allowance;
        this.bytes = bytes;
    }

    static Xml of(InputStream bytes, Allowance allowance) throws XMLStreamException {
        // The platform's own parser, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return new Xml(factory.createXMLStreamReader(bytes), bytes, allowance);
    }

    @Override
    public int next() throws XMLStreamException {
        allowance.time();
        int event = super.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEPTH) {
                    throw new Stopped(Refusals.tooDeep(allowance.name()));
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                throw new Stopped(Refusals.hostile(
                        allowance.name(),
                        "XML 部件带有文档类型或外部实体声明",
                        "one of its XML parts declares a document type or an external entity"));
            default -> {}
        }
        return event;
    }

    /** Moves to the next child element of the element that the cursor stands in; false at that element's end. */
    boolean child() throws XMLStreamException {
        while (hasNext()) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
        return false;
    }

    /** Leaves out the element that has just begun. */
    void skip() throws XMLStreamException {
        for (int open = 1; open > 0 && hasNext(); ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    /** The characters directly inside of the element that has just begun. */
    String words() throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        for (int open = 1; open > 0 && hasNext(); ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (open == 1) {
                        allowance.characters(getTextLength());
                        words.append(getTextCharacters(), getTextStart(), getTextLength());
                    }
                }
                default -> {}
            }
        }
        return words.toString();
    }

    /** An attribute by its local name, whatever its namespace: the strict and the usual variant differ in that alone. */
    String attribute(String local) {
        for (int i = 0; i < getAttributeCount(); i++) {
            if (getAttributeLocalName(i).equals(local)) {
                return getAttributeValue(i);
            }
        }
        return null;
    }

    String attribute(String local, String otherwise) {
        String value = attribute(local);
        return value == null ? otherwise : value;
    }

    /** A whole number, or what it stands for when it is none; Word itself is as lenient. */
    int number(String local, int otherwise) {
        String value = attribute(local);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Whether a switch such as {@code <w:vanish/>} is on. */
    boolean isOn() {
        String value = attribute("val");
        return value == null || !(value.equals("0") || value.equals("false") || value.equals("off"));
    }

    @Override
    public void close() {
        try {
            super.close();
            bytes.close();
        } catch (XMLStreamException | java.io.IOException e) {
            // Both only give memory back.
        }
    }
}

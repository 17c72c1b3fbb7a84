package org.hengji.documents;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a text file: values divided by commas, tabs or semicolons, in UTF-8 or, when it is none, in GB18030. The
 * encoding is tried on the whole file, so that no character is ever read as another.
 */
final class CsvCells extends CellSource {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_VALUE = 32_767;
    private static final int QUOTE = '"';

    private final Path file;
    private final long size;
    /** Read before the sheet at hand. */
    private long before;

    private final Allowance allowance;
    private final Charset charset;
    private final char divider;

    private CsvCells(Path file, long size, Allowance allowance, Charset charset, char divider) {
        this.file = file;
        this.size = size;
        this.allowance = allowance;
        this.charset = charset;
        this.divider = divider;
    }

    static CsvCells open(Path file, long size, Allowance allowance) throws Refused, IOException {
        Charset charset = isIn(StandardCharsets.UTF_8, file, allowance)
                ? StandardCharsets.UTF_8
                : isIn(GB18030, file, allowance) ? GB18030 : null;
        if (charset == null) {
            throw new Refused(
                    "file.encoding",
                    allowance.name() + " 既不是 UTF-8 也不是 GB18030 编码",
                    allowance.name() + " is neither UTF-8 nor GB18030",
                    "在 Excel 或 WPS 里另存为“CSV UTF-8”",
                    "Save it as CSV UTF-8 in Excel or WPS");
        }
        return new CsvCells(file, size, allowance, charset, divider(file, charset));
    }

    private static boolean isIn(Charset charset, Path file, Allowance allowance) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream in = Files.newInputStream(file)) {
            boolean more = true;
            while (more) {
                allowance.time();
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                more = read >= 0;
                bytes.position(bytes.position() + Math.max(0, read));
                bytes.flip();
                CoderResult result = decoder.decode(bytes, characters.clear(), !more);
                if (result.isError() || holdsControls(characters.flip())) {
                    return false;
                }
                bytes.compact();
            }
            return !decoder.flush(characters.clear()).isError();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** UTF-16 and binary files are full of zeros, which no table of words has. */
    private static boolean holdsControls(CharBuffer characters) {
        while (characters.hasRemaining()) {
            if (characters.get() == 0) {
                return true;
            }
        }
        return false;
    }

    private static char divider(Path file, Charset charset) throws IOException {
        int commas = 0;
        int tabs = 0;
        int semicolons = 0;
        try (Reader reader = new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), charset)) {
            int seen = 0;
            for (int c = reader.read(); c >= 0 && (c != '\n' && c != '\r' || commas + tabs + semicolons == 0); ) {
                commas += c == ',' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                c = ++seen > LONGEST_VALUE ? -1 : reader.read();
            }
        }
        return tabs > commas ? '\t' : semicolons > commas ? ';' : ',';
    }

    @Override
    public List<Sheet> sheets() {
        String name = allowance.name();
        return List.of(new Sheet(0, name.substring(0, name.lastIndexOf('.')), false));
    }

    @Override
    public long done() {
        return Math.min(size, allowance.packed() - before);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(Sheet sheet, Rows rows) throws Refused {
        before = allowance.packed();
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), charset)) {
            new Lines(reader).read(rows);
        } catch (Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw new Refused(
                    "file.unreadable",
                    "读不了文件 " + allowance.name(),
                    "The file " + allowance.name() + " cannot be read",
                    "核对权限",
                    "Check its permissions");
        }
    }

    /** Rows out of characters, quotes as spreadsheets write them: a quote inside is doubled. */
    private final class Lines {
        private final Reader reader;
        private final char[] characters = new char[1 << 15];
        private int at;
        private int end;
        private int line = 1;
        private final StringBuilder value = new StringBuilder();

        Lines(Reader reader) {
            this.reader = reader;
        }

        void read(Rows rows) throws IOException {
            int c = next();
            c = c == '\uFEFF' ? next() : c;
            for (int number = 1; c >= 0; number++) {
                allowance.time();
                int began = line;
                List<StoredCell> cells = new ArrayList<>(16);
                int column = 1;
                boolean open = true;
                while (open) {
                    c = value(c, began);
                    if (!value.toString().isBlank()) {
                        if (cells.size() == MOST_COLUMNS) {
                            throw new Stopped(Refusals.tooManyColumns(allowance.name(), MOST_COLUMNS));
                        }
                        cells.add(StoredCell.text(number, column, value.toString()));
                    }
                    open = c == divider;
                    if (open) {
                        column++;
                        c = next();
                    }
                }
                if (c == '\r') {
                    c = next();
                    c = c == '\n' ? next() : c;
                    line++;
                } else if (c == '\n') {
                    c = next();
                    line++;
                }
                if (!cells.isEmpty() && !rows.row(new Row(number, began, false, cells))) {
                    return;
                }
            }
        }

        /** Reads one value into {@link #value}; gives what follows it. */
        private int value(int first, int began) throws IOException {
            value.setLength(0);
            int c = first;
            if (c == QUOTE) {
                for (c = next(); ; c = next()) {
                    if (c < 0) {
                        throw new Stopped(new Refused(
                                "file.damaged",
                                allowance.name() + " 第 " + began + " 行的引号没有结束",
                                "The quote that begins in line " + began + " of " + allowance.name() + " never ends",
                                "补上引号；或用 Excel、WPS 打开后另存为 CSV UTF-8",
                                "Close the quote, or open the file in Excel or WPS and save it as CSV UTF-8"));
                    } else if (c == QUOTE) {
                        c = next();
                        if (c != QUOTE) {
                            break;
                        }
                    } else if (c == '\n') {
                        line++;
                    }
                    add(c);
                }
            }
            while (c >= 0 && c != divider && c != '\n' && c != '\r') {
                add(c);
                c = next();
            }
            return c;
        }

        private void add(int c) {
            if (value.length() == LONGEST_VALUE) {
                throw new Stopped(Refusals.tooLong(allowance.name(), LONGEST_VALUE));
            }
            value.append((char) c);
        }

        private int next() throws IOException {
            if (at == end) {
                end = reader.read(characters, 0, characters.length);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return -1;
                }
                // As many bytes as characters: right for plain figures, which is what long files hold.
                allowance.read(end);
            }
            return characters[at++];
        }
    }
}

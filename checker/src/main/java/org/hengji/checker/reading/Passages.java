package org.hengji.checker.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hengji.documents.Block;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/** All running words of a document, in order. */
public final class Passages {
    private static final String SENTENCE_ENDS = "。；！？!?;:：”》";
    /** What begins a new paragraph even when the one before has no full stop. */
    private static final Pattern BEGINS = Pattern.compile(
            "[(（]?(\\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、](?!\\d).*|[一二三四五六七八九十]{1,2}是.*|[-*•①-⑳¹²³].*|(附件|附表|附注|注|表)[\\s\\d:：一二三.].*|\\d{1,3}",
            Pattern.DOTALL);

    private Passages() {}

    /** Words that stand alone, as in the cell of a form. */
    public static Passage of(String words) {
        Evening evening = new Evening();
        evening.add(words, new Span(0, words.length()));
        return evening.passage(0, List.of(), Optional.empty(), 0);
    }

    public static List<Passage> of(Document document) {
        List<Passage> all = new ArrayList<>();
        List<String> chapter = new ArrayList<>();
        Evening open = null;
        for (Block block : document.blocks()) {
            if (block instanceof Block.Paragraph p) {
                String words = document.words(p.span());
                if (open != null
                        && (p.level() > 0 || ends(open) || BEGINS.matcher(words).matches())) {
                    all.add(open.passage(all.size(), chapter, Optional.empty(), 0));
                    open = null;
                }
                if (p.level() == 1 || p.level() == 2 || p.level() > 2 && isTitle(words)) {
                    Evening heading = new Evening();
                    heading.add(document.text(), p.span());
                    Passage passage = heading.passage(all.size(), chapter, Optional.empty(), p.level());
                    all.add(passage);
                    descend(chapter, p.level(), passage.text());
                    continue;
                }
                open = open == null ? new Evening() : open;
                open.add(document.text(), p.span());
            } else if (block instanceof Block.Table table) {
                if (open != null) {
                    all.add(open.passage(all.size(), chapter, Optional.empty(), 0));
                    open = null;
                }
                for (Block.Cell cell : table.cells()) {
                    Evening words = new Evening();
                    words.add(document.text(), cell.span());
                    all.add(words.passage(all.size(), chapter, Optional.of(new Passage.InTable(table, cell)), 0));
                }
            }
        }
        if (open != null) {
            all.add(open.passage(all.size(), chapter, Optional.empty(), 0));
        }
        return all;
    }

    private static boolean ends(Evening open) {
        return open.isEmpty() || SENTENCE_ENDS.indexOf(open.last()) >= 0;
    }

    /** A short numbered line that does not end like a sentence. */
    private static boolean isTitle(String words) {
        return words.length() <= 40 && words.chars().noneMatch(c -> "。；;:：".indexOf(c) >= 0);
    }

    private static void descend(List<String> chapter, int level, String heading) {
        while (chapter.size() >= level) {
            chapter.remove(chapter.size() - 1);
        }
        while (chapter.size() < level - 1) {
            chapter.add("");
        }
        chapter.add(heading);
    }
}

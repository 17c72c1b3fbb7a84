package org.hengji.documents;

import java.text.Normalizer;

/**
 * Some fonts draw a radical and the character of the same look with one glyph, and files made with them name the
 * radical: ⽬ for 目. Nobody writes radicals in a report, so they become the characters that were meant; nothing else is
 * normalised, or words would no longer be those of the file.
 */
final class Radicals {
    private static final String SUPPLEMENT = "⺌小⺍小⺎兀⺐尢⺓幺⺗心⺙攵⺛旡⺝月⺟母⺠民⺢水⺣火⺥爪⺦丬⺩王⺪疋⺫目⺬示⺮竹⺯糸⺲网⺷羊⺸羊⺹老⺺聿"
            + "⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻑長⻒镸⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
            + "⻯竜⻰龙⻲亀⻳龟";

    private Radicals() {}

    static String named(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isRadical(text.charAt(i))) {
                StringBuilder named = new StringBuilder(text);
                for (int at = i; at < named.length(); at++) {
                    if (isRadical(named.charAt(at))) {
                        named.setCharAt(at, named(named.charAt(at)));
                    }
                }
                return named.toString();
            }
        }
        return text;
    }

    private static boolean isRadical(char c) {
        return c >= '\u2E80' && c <= '\u2FD5';
    }

    private static char named(char radical) {
        for (int i = 0; i < SUPPLEMENT.length(); i += 2) {
            if (SUPPLEMENT.charAt(i) == radical) {
                return SUPPLEMENT.charAt(i + 1);
            }
        }
        String normal = Normalizer.normalize(String.valueOf(radical), Normalizer.Form.NFKC);
        return normal.length() == 1 ? normal.charAt(0) : radical;
    }
}

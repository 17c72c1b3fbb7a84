package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.OwnIndicator;

/**
 * A node of the score sheet as a row of a table: what its cells may name.
 *
 * @param chain the node and those above it, first level first
 * @param node the node that the row is about
 * @param isIndicator whether it carries a rule or scoring items, and is none itself
 */
record SheetRow(List<Node> chain, Node node, boolean isIndicator, Optional<OwnIndicator> own) {

    private static final int LISTED_LEVEL = 3;

    /** Rows of the sheet in order. */
    static List<SheetRow> of(CaseFile file, ScoreSheet sheet, Template.Rows rows) {
        List<SheetRow> all = all(file, sheet);
        return switch (rows.of()) {
            case CLASSES -> all.stream().filter(r -> r.node.level() == 1).toList();
            case INDICATORS -> all.stream().filter(r -> r.isListed(all)).toList();
            case ITEMS -> all.stream().filter(r -> r.node.leaf()).toList();
            case LOSSES ->
                all.stream()
                        .filter(SheetRow::isIndicator)
                        .filter(r -> r.loss().signum() > 0)
                        .sorted(Comparator.comparing(SheetRow::loss).reversed())
                        .toList();
            case OWN ->
                all.stream()
                        .filter(r -> r.own.isPresent())
                        .filter(r ->
                                rows.name().isEmpty() || r.own.get().under().equals(rows.name()))
                        .toList();
            case TABLE -> throw new IllegalArgumentException("not of the sheet: " + rows);
        };
    }

    private static List<SheetRow> all(CaseFile file, ScoreSheet sheet) {
        Map<String, OwnIndicator> own = new LinkedHashMap<>();
        file.subject().indicators().forEach(i -> own.put(i.id(), i));
        List<SheetRow> rows = new ArrayList<>();
        List<Node> chain = new ArrayList<>();
        List<Node> nodes = sheet.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean hasItems = i + 1 < nodes.size()
                    && nodes.get(i + 1).item()
                    && nodes.get(i + 1).level() > node.level();
            while (chain.size() >= node.level()) {
                chain.remove(chain.size() - 1);
            }
            chain.add(node);
            rows.add(new SheetRow(
                    List.copyOf(chain),
                    node,
                    !node.item() && (node.leaf() || hasItems),
                    Optional.ofNullable(own.get(node.id()))));
        }
        return rows;
    }

    /** A third-level indicator stands in an official table by itself, with the body's own indicators inside it. */
    private boolean isListed(List<SheetRow> all) {
        boolean inside = own.isPresent() && chain.size() > LISTED_LEVEL;
        boolean holds = node.level() == LISTED_LEVEL
                && !node.item()
                && all.stream()
                        .anyMatch(r ->
                                r.own.filter(o -> o.under().equals(node.id())).isPresent());
        return holds || isIndicator && !inside;
    }

    /** Points that are lost for certain. */
    Rational loss() {
        return node.max().minus(node.range().high());
    }

    Optional<Node> level(int level) {
        return chain.size() < level ? Optional.empty() : Optional.of(chain.get(level - 1));
    }

    /** The indicator that an item belongs to, or the row's own node. */
    Node indicator() {
        return node.item() && chain.size() > 1 ? chain.get(chain.size() - 2) : node;
    }

    static String meaning(CaseFile file, Node node) {
        String pack = file.framework().id() + "/" + file.framework().version();
        String said = Packs.index().contains(pack) ? Packs.meanings(pack).get(node.id()) : null;
        return said != null ? said : criterion(file, node);
    }

    static String criterion(CaseFile file, Node node) {
        return file.framework()
                .node(node.id())
                .flatMap(i -> Optional.ofNullable(i.criterion()))
                .map(Text::zh)
                .filter(c -> !c.isEmpty())
                .orElseGet(() -> node.explanation().criterion() == null
                        ? ""
                        : node.explanation().criterion().zh());
    }
}

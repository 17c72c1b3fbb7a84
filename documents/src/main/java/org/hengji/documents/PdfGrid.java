package org.hengji.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A table as it is ruled on a page: the lines' places and the areas that no line cuts. */
final class PdfGrid {
    private static final int LINES = 3000;
    private static final int CELLS = 20_000;
    private static final float OPEN_EDGE = 8;
    /** Lines closer than this are one border: between them there is no room for words. */
    private static final float NARROWEST = 6;

    record Area(int row, int column, int rows, int columns) {}

    private final float[] xs;
    private final float[] ys;
    private final List<Area> areas;
    private final int[][] areaAt;

    private PdfGrid(float[] xs, float[] ys, List<Area> areas, int[][] areaAt) {
        this.xs = xs;
        this.ys = ys;
        this.areas = areas;
        this.areaAt = areaAt;
    }

    float[] xs() {
        return xs;
    }

    float top() {
        return ys[0];
    }

    List<Area> areas() {
        return areas;
    }

    int rows() {
        return ys.length - 1;
    }

    int columns() {
        return xs.length - 1;
    }

    float size() {
        return (xs[xs.length - 1] - xs[0]) * (ys[ys.length - 1] - ys[0]);
    }

    float left(Area area) {
        return xs[area.column() - 1];
    }

    float right(Area area) {
        return xs[area.column() + area.columns() - 1];
    }

    /** The number of the area that a place is in, -1 outside of the table. */
    int area(float x, float y) {
        int column = floor(xs, x);
        int row = floor(ys, y);
        return column < 0 || row < 0 || column >= columns() || row >= rows() ? -1 : areaAt[row][column];
    }

    private static int floor(float[] places, float at) {
        int found = Arrays.binarySearch(places, at);
        return found >= 0 ? found : -found - 2;
    }

    boolean hasColumnsOf(PdfGrid other) {
        if (xs.length != other.xs.length) {
            return false;
        }
        for (int i = 0; i < xs.length; i++) {
            if (Math.abs(xs[i] - other.xs[i]) > PdfRule.NEAR) {
                return false;
            }
        }
        return true;
    }

    /** Tables of a page, inner ones before those around them. */
    static List<PdfGrid> on(List<PdfRule> rules, Allowance allowance) {
        List<PdfRule> flat = PdfRule.whole(rules, true);
        List<PdfRule> upright = PdfRule.whole(rules, false);
        if (flat.size() > LINES || upright.size() > LINES) {
            return List.of();
        }
        int[] parent = new int[flat.size() + upright.size()];
        Arrays.setAll(parent, i -> i);
        for (int h = 0; h < flat.size(); h++) {
            allowance.time();
            for (int v = 0; v < upright.size(); v++) {
                if (flat.get(h).crosses(upright.get(v))) {
                    parent[root(parent, h)] = root(parent, flat.size() + v);
                }
            }
        }
        Map<Integer, List<PdfRule>> joined = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            joined.computeIfAbsent(root(parent, i), k -> new ArrayList<>())
                    .add(i < flat.size() ? flat.get(i) : upright.get(i - flat.size()));
        }
        List<PdfGrid> grids = new ArrayList<>();
        for (List<PdfRule> lines : joined.values()) {
            allowance.time();
            PdfGrid grid = lines.size() < 3 ? null : grid(lines);
            if (grid != null) {
                grids.add(grid);
            }
        }
        grids.sort(Comparator.comparingDouble(PdfGrid::size));
        return grids;
    }

    private static int root(int[] parent, int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static PdfGrid grid(List<PdfRule> lines) {
        float[] xs = places(lines, false);
        float[] ys = places(lines, true);
        // A frame around a paragraph is no table, nor is a column of frames.
        if (xs.length < 3 || ys.length < 2 || (long) xs.length * ys.length > CELLS) {
            return null;
        }
        boolean[][] leftOf = new boolean[ys.length - 1][xs.length];
        boolean[][] above = new boolean[ys.length][xs.length - 1];
        for (PdfRule line : lines) {
            if (line.horizontal()) {
                int row = nearest(ys, line.at());
                for (int column = 0; column < xs.length - 1; column++) {
                    float middle = (xs[column] + xs[column + 1]) / 2;
                    above[row][column] |= line.from() <= middle && middle <= line.to();
                }
            } else {
                int column = nearest(xs, line.at());
                for (int row = 0; row < ys.length - 1; row++) {
                    float middle = (ys[row] + ys[row + 1]) / 2;
                    leftOf[row][column] |= line.from() <= middle && middle <= line.to();
                }
            }
        }
        return grid(xs, ys, leftOf, above);
    }

    private static PdfGrid grid(float[] xs, float[] ys, boolean[][] leftOf, boolean[][] above) {
        int rows = ys.length - 1;
        int columns = xs.length - 1;
        int[][] areaAt = new int[rows][columns];
        for (int[] row : areaAt) {
            Arrays.fill(row, -1);
        }
        List<Area> areas = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (areaAt[row][column] >= 0) {
                    continue;
                }
                int right = column + 1;
                while (right < columns && !leftOf[row][right] && areaAt[row][right] < 0) {
                    right++;
                }
                int bottom = row + 1;
                while (bottom < rows
                        && isOpen(above[bottom], column, right)
                        && isOpen(leftOf[bottom], column + 1, right)) {
                    bottom++;
                }
                for (int r = row; r < bottom; r++) {
                    Arrays.fill(areaAt[r], column, right, areas.size());
                }
                areas.add(new Area(row + 1, column + 1, bottom - row, right - column));
            }
        }
        return new PdfGrid(xs, ys, areas, areaAt);
    }

    private static boolean isOpen(boolean[] walls, int from, int to) {
        for (int i = from; i < to; i++) {
            if (walls[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where lines of one direction stand; a table may be open at its edges, there the other lines' ends count. */
    private static float[] places(List<PdfRule> lines, boolean horizontal) {
        TreeSet<Float> raw = new TreeSet<>();
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (PdfRule line : lines) {
            if (line.horizontal() == horizontal) {
                raw.add(line.at());
            } else {
                least = Math.min(least, line.from());
                most = Math.max(most, line.to());
            }
        }
        List<Float> places = new ArrayList<>();
        for (float at : raw) {
            if (places.isEmpty() || at - places.get(places.size() - 1) > NARROWEST) {
                places.add(at);
            }
        }
        if (!places.isEmpty() && least < places.get(0) - OPEN_EDGE) {
            places.add(0, least);
        }
        if (!places.isEmpty() && most > places.get(places.size() - 1) + OPEN_EDGE) {
            places.add(most);
        }
        float[] sorted = new float[places.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = places.get(i);
        }
        return sorted;
    }

    private static int nearest(float[] places, float at) {
        int best = 0;
        for (int i = 1; i < places.length; i++) {
            if (Math.abs(places[i] - at) < Math.abs(places[best] - at)) {
                best = i;
            }
        }
        return best;
    }
}

package org.hengji.server.listing;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.trail.Trail;
import org.springframework.stereotype.Component;

/** “导出当前列表”: the rows and columns that are seen, all pages, as an Excel file; and a line in the trail. */
@Component
public class ListExport {

    private static final String HEAD = "E8EFF7";

    private final Trail trail;

    ListExport(Trail trail) {
        this.trail = trail;
    }

    /** The page with what is seen, or its file when the query asks for that. */
    public <T> JteModel answer(
            Listing<T> listing,
            ListQuery query,
            String title,
            Frame frame,
            HttpServletResponse response,
            Function<ListView, JteModel> page)
            throws IOException {
        if (query.exported()) {
            write(listing, query, title, frame, response);
            return null;
        }
        return page.apply(listing.view(query));
    }

    /** @param title of the file and of its sheet, in the language of the page */
    public <T> void write(Listing<T> listing, ListQuery query, String title, Frame frame, HttpServletResponse response)
            throws IOException {
        List<T> rows = listing.seen(query);
        List<Column<T>> columns = listing.shown(query);
        trail.exported("list.export", listing.path(), rows.size(), Map.of("q", query.q(), "sort", query.sort()));
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, title + ".xlsx");
                Workbook workbook = new Workbook(out, "Hengji", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(title.replaceAll("[\\\\/*?:\\[\\]]", " "));
            for (int c = 0; c < columns.size(); c++) {
                sheet.value(
                        0,
                        c,
                        frame.text(listing.name() + ".column." + columns.get(c).key()));
                sheet.style(0, c).bold().fillColor(HEAD).set();
                sheet.width(c, columns.get(c).kind() == Column.Kind.TEXT ? 24 : 15);
            }
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < columns.size(); c++) {
                    cell(sheet, r + 1, c, columns.get(c), columns.get(c).value().apply(rows.get(r)));
                }
            }
            sheet.freezePane(0, 1);
            if (!rows.isEmpty()) {
                sheet.setAutoFilter(0, 0, rows.size(), columns.size() - 1);
            }
        }
    }

    private static <T> void cell(Worksheet sheet, int row, int column, Column<T> of, Object value) {
        if (value == null) {
            return;
        }
        switch (of.kind()) {
            case FIGURE -> {
                sheet.value(row, column, Listing.number(value));
                sheet.style(row, column)
                        .format(of.places() == 0 ? "#,##0" : "#,##0." + "0".repeat(of.places()))
                        .set();
            }
            case DATE -> {
                sheet.value(row, column, (LocalDate) value);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case TEXT, MOMENT -> sheet.value(row, column, value.toString());
        }
    }
}

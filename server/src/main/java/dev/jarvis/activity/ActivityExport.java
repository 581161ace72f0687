package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/** A whole list to a client, a page of rows in memory at a time, with no transaction open while the client reads. */
record ActivityExport(ActivityList list, JsonMapper json) {
    private static final int PAGE = 1_000;

    /** What follows is one value; the rows written meanwhile are not in it. */
    void json(ObservatoryId observatory, ActivityFilter filter, OutputStream out) throws IOException {
        try (SequenceWriter items = json.writer().writeValuesAsArray(out)) {
            each(observatory, filter, items::writeAll);
        }
    }

    void csv(ObservatoryId observatory, ActivityFilter filter, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(CsvRow.of(
                "id",
                "at",
                "type",
                "action",
                "title",
                "description",
                "status",
                "actorKind",
                "actorId",
                "actorName",
                "consent",
                "callId",
                "integrationId",
                "seq",
                "metadata"));
        each(observatory, filter, items -> {
            for (ActivityItem item : items) writer.write(row(item));
        });
        writer.flush();
    }

    private interface Sink {
        void take(List<ActivityItem> items) throws IOException;
    }

    private void each(ObservatoryId observatory, ActivityFilter filter, Sink sink) throws IOException {
        UUID before = null;
        do {
            Page<ActivityItem> page = list.page(observatory, filter, before, PAGE, ActivityList.LOOKED_AT);
            sink.take(page.items());
            before = page.nextCursor() == null
                    ? null
                    : Cursor.Kind.TIME.decode(page.nextCursor()).id();
        } while (before != null);
    }

    private String row(ActivityItem item) {
        return CsvRow.of(
                item.id(),
                item.at(),
                item.type(),
                item.action(),
                item.title(),
                item.description(),
                item.status(),
                item.actor().kind(),
                item.actor().id(),
                item.actor().name(),
                item.consent(),
                item.callId(),
                item.integrationId(),
                item.seq(),
                json.writeValueAsString(item.metadata()));
    }

    /** One line (RFC 4180). */
    static final class CsvRow {
        /** With these a spreadsheet takes a text for a formula (OWASP, CSV Injection). */
        private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

        static String of(@Nullable Object... cells) {
            StringBuilder line = new StringBuilder();
            for (Object cell : cells) line.append(line.isEmpty() ? "" : ",").append(cell(cell));
            return line.append("\r\n").toString();
        }

        private static String cell(@Nullable Object value) {
            String text = value == null ? "" : value.toString();
            boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
            return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
        }

        private CsvRow() {}
    }
}

package dev.jarvis.integration.template;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.Listing;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ActivityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code templates}. */
final class Templates {
    private static final String COLUMNS = "id, name, subject, body_text, body_html, version, created_at, updated_at";
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final ActivityLog log;
    private final InstantSource clock;

    Templates(TenantTransactions db, JdbcClient jdbc, ActivityLog log, InstantSource clock) {
        this.db = db;
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    Page<Template> list(ObservatoryId observatory, Listing listing) {
        return listing.page(db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("""
                        select %s from templates where observatory_id = ? and (created_at, id) > (?, ?)
                        order by created_at, id limit ?""".formatted(COLUMNS))
                        .params(observatory.value(), listing.time(), listing.id(), listing.rows())
                        .query(Templates::template)
                        .list()));
    }

    Template get(ObservatoryId observatory, UUID id) {
        return find(observatory, "id", id).orElseThrow(() -> Problem.notFound("template"));
    }

    Optional<Template> named(ObservatoryId observatory, String name) {
        return find(observatory, "name", name);
    }

    private Optional<Template> find(ObservatoryId observatory, String column, Object value) {
        return db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("select %s from templates where observatory_id = ? and %s = ?"
                                .formatted(COLUMNS, column))
                        .params(observatory.value(), value)
                        .query(Templates::template)
                        .optional());
    }

    Template add(Principal by, Wording wording) {
        return written(
                by,
                wording,
                "added",
                () -> jdbc.sql("""
                        insert into templates (observatory_id, id, name, subject, body_text, body_html)
                        values (?, ?, ?, ?, ?, ?) returning %s""".formatted(COLUMNS))
                        .params(by.observatory().value(), UuidV7.next(), wording.name())
                        .param(wording.subject())
                        .param(wording.text())
                        .param(wording.html())
                        .query(Templates::template)
                        .single());
    }

    Template replace(Principal by, UUID id, Wording wording) {
        return written(
                by,
                wording,
                "changed",
                () -> jdbc.sql("""
                        update templates set name = ?, subject = ?, body_text = ?, body_html = ?, version = version + 1
                        where observatory_id = ? and id = ? returning %s""".formatted(COLUMNS))
                        .param(wording.name())
                        .param(wording.subject())
                        .param(wording.text())
                        .param(wording.html())
                        .param(by.observatory().value())
                        .param(id)
                        .query(Templates::template)
                        .optional()
                        .orElseThrow(() -> Problem.notFound("template")));
    }

    void delete(Principal by, UUID id) {
        db.inObservatory(by.observatory().value(), () -> {
            String name = jdbc.sql("delete from templates where observatory_id = ? and id = ? returning name")
                    .params(by.observatory().value(), id)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("template"));
            tell(by, "deleted", id, name);
        });
    }

    private Template written(Principal by, Wording wording, String change, Supplier<Template> write) {
        return named(
                wording,
                () -> db.inObservatory(by.observatory().value(), () -> {
                    Template template = write.get();
                    tell(by, change, template.id(), template.name());
                    return template;
                }));
    }

    /** What it says goes out in many acts to come, so who put it there stands in the log. */
    private void tell(Principal by, String change, UUID id, String name) {
        Actor actor = Actor.of(by);
        log.write(new Activity(
                by.observatory(),
                UuidV7.next(),
                null,
                ActivityType.SYSTEM,
                "template/" + change,
                "The stored answer %s was %s".formatted(name, change),
                "",
                Map.of("template", id.toString()),
                Activity.Status.SUCCESS,
                actor,
                actor.consent(),
                null,
                clock.instant()));
    }

    private static Template named(Wording wording, Supplier<Template> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict(
                    "name-taken", "There is another template named %s. Choose another name.".formatted(wording.name()));
        }
    }

    private static Template template(ResultSet row, int number) throws SQLException {
        String subject = row.getString("subject");
        String text = row.getString("body_text");
        String html = row.getString("body_html");
        return new Template(
                row.getObject("id", UUID.class),
                row.getString("name"),
                subject,
                text,
                html,
                Wording.variables(subject, text, html),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}

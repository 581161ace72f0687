package dev.jarvis.integration.upload;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code uploads} and {@code upload_pieces}: files in pieces of a megabyte, each sealed by itself, so that
 * neither receiving nor sending one holds more than a piece in memory. Safe for many threads.
 */
public final class Uploads {
    /** Of one file. */
    public static final long MOST = 200L << 20;

    /** Of all files of an observatory that are not over. */
    static final long MOST_TOGETHER = 1L << 30;

    private static final int PIECE = 1 << 20;
    private static final Duration WHILE_RECEIVED = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofHours(24);

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Vault vault;

    Uploads(TenantTransactions db, JdbcClient jdbc, Vault vault) {
        this.db = db;
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Reads the stream to its end; nothing is left of a file that broke off. */
    Upload receive(Principal by, String name, String mediaType, InputStream body) throws IOException {
        UUID observatory = by.observatory().value();
        UUID id = db.inObservatory(observatory, () -> open(by, name, mediaType));
        try {
            for (int number = 0; ; number++) {
                byte[] piece = body.readNBytes(PIECE);
                if (piece.length == 0) break;
                keep(observatory, id, number, piece);
            }
            return db.inObservatory(observatory, () -> complete(observatory, id));
        } catch (IOException | RuntimeException e) {
            delete(by.observatory(), id);
            throw e;
        }
    }

    /** Empty when there is none, it is not whole, or its time is over. */
    public Optional<Upload> find(ObservatoryId observatory, UUID id) {
        return db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("""
                        select id, name, media_type, bytes, expires_at from uploads
                        where observatory_id = ? and id = ? and complete and expires_at > now()
                        """)
                        .params(observatory.value(), id)
                        .query(Uploads::upload)
                        .optional());
    }

    /** From its first byte, a piece in memory at a time. */
    public InputStream stream(ObservatoryId observatory, UUID id) {
        return new Pieces(number -> piece(observatory.value(), id, number));
    }

    boolean delete(ObservatoryId observatory, UUID id) {
        return db.inObservatory(
                        observatory.value(),
                        () -> jdbc.sql("delete from uploads where observatory_id = ? and id = ?")
                                .params(observatory.value(), id)
                                .update())
                == 1;
    }

    private UUID open(Principal by, String name, String mediaType) {
        UUID observatory = by.observatory().value();
        insistOnRoom(observatory);
        UUID id = UuidV7.next();
        jdbc.sql("""
                        insert into uploads (observatory_id, id, name, media_type, made_by, expires_at)
                        values (?, ?, ?, ?, ?, now() + make_interval(secs => ?))
                        """)
                .params(observatory, id, name, mediaType, by.id(), (double) WHILE_RECEIVED.toSeconds())
                .update();
        return id;
    }

    private void insistOnRoom(UUID observatory) {
        long kept = jdbc.sql("""
                        select coalesce(sum(bytes), 0) from uploads where observatory_id = ? and expires_at > now()""").param(observatory).query(Long.class).single();
        if (kept >= MOST_TOGETHER)
            throw Problem.of(
                    413,
                    "uploads-full",
                    "There are %d MB of uploads already. Delete some, or wait until their day is over."
                            .formatted(kept >> 20));
    }

    private void keep(UUID observatory, UUID id, int number, byte[] piece) {
        byte[] sealed = vault.seal(Purpose.UPLOAD, observatory, id, number, piece);
        db.inObservatory(observatory, () -> {
            jdbc.sql("insert into upload_pieces (observatory_id, upload_id, number, sealed) values (?, ?, ?, ?)")
                    .params(observatory, id, number, sealed)
                    .update();
            jdbc.sql("update uploads set bytes = bytes + ? where observatory_id = ? and id = ?")
                    .params(piece.length, observatory, id)
                    .update();
            insistOnRoom(observatory); // again with each piece: others may be on their way at the same time
        });
    }

    private Upload complete(UUID observatory, UUID id) {
        return jdbc.sql("""
                        update uploads set complete = true, expires_at = now() + make_interval(secs => ?)
                        where observatory_id = ? and id = ? returning id, name, media_type, bytes, expires_at
                        """)
                .params((double) KEPT.toSeconds(), observatory, id)
                .query(Uploads::upload)
                .single();
    }

    private Optional<byte[]> piece(UUID observatory, UUID id, int number) {
        return db.inObservatory(
                        observatory,
                        () -> jdbc.sql("""
                        select sealed from upload_pieces where observatory_id = ? and upload_id = ? and number = ?""")
                                .params(observatory, id, number)
                                .query((row, _) -> row.getBytes("sealed"))
                                .optional())
                .map(kept -> vault.open(Purpose.UPLOAD, observatory, id, number, kept));
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                row.getTimestamp("expires_at").toInstant());
    }
}

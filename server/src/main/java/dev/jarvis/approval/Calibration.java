package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether confidence predicted what people said: measured over the requests they decided in the last 90 days. */
final class Calibration {
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Calibration(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /**
     * @param brier the mean squared distance between confidence and what was decided, 0 best, 0.25 like tossing a coin; null
     *     while nothing is decided
     */
    record Report(long decided, @Nullable Double brier, List<Bin> bins) {}

    /** Requests with a confidence from {@code from} up to {@code to}. @param approved the share that was approved */
    record Bin(double from, double to, long decided, double confidence, double approved, double edited) {}

    Report of(ObservatoryId observatory) {
        return db.readInObservatory(observatory.value(), () -> {
            List<Bin> bins = bins(observatory);
            return new Report(bins.stream().mapToLong(Bin::decided).sum(), brier(observatory), bins);
        });
    }

    private List<Bin> bins(ObservatoryId observatory) {
        return jdbc.sql("""
                        select least(floor(confidence * 10), 9) as bin, count(*), avg(confidence),
                               avg((state = 'approved')::int), avg((state = 'approved' and original is not null)::int)
                        from approval_requests
                        where observatory_id = ? and state in ('approved', 'rejected') and responded_by is not null
                          and confidence is not null and created_at > now() - interval '90 days'
                        group by bin order by bin
                        """)
                .param(observatory.value())
                .query((row, number) -> new Bin(
                        row.getDouble(1) / 10,
                        (row.getDouble(1) + 1) / 10,
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5)))
                .list();
    }

    private @Nullable Double brier(ObservatoryId observatory) {
        return jdbc.sql("""
                        select avg(power(confidence - (state = 'approved')::int, 2))::float8 from approval_requests
                        where observatory_id = ? and state in ('approved', 'rejected') and responded_by is not null
                          and confidence is not null and created_at > now() - interval '90 days'
                        """)
                .param(observatory.value())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Double.class)))
                .single()
                .orElse(null);
    }
}

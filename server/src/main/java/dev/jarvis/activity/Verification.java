package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link ChainReport} as callers see it. */
record Verification(
        ObservatoryId observatoryId,
        boolean intact,
        long sealed,
        long waiting,
        long erased,
        long forgotten,
        long anchors,
        long total,
        List<Place> findings) {
    /** @param next what to do now */
    record Place(String kind, @Nullable Long seq, @Nullable UUID activityId, String what, String next) {
        static Place of(Finding finding) {
            return new Place(
                    finding.kind().wireName(),
                    finding.seq(),
                    finding.activity(),
                    finding.what(),
                    finding.kind().next());
        }
    }

    static Verification of(ObservatoryId observatory, ChainReport report) {
        return switch (report) {
            case ChainReport.Intact(var counts) -> of(observatory, counts, 0, List.of());
            case ChainReport.Broken(var counts, var findings, var total) -> of(observatory, counts, total, findings);
        };
    }

    private static Verification of(
            ObservatoryId observatory, ChainReport.Counts counts, long total, List<Finding> findings) {
        return new Verification(
                observatory,
                total == 0,
                counts.sealed(),
                counts.waiting(),
                counts.erased(),
                counts.forgotten(),
                counts.anchors(),
                total,
                findings.stream().map(Place::of).toList());
    }
}

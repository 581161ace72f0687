package dev.jarvis.activity;

import dev.jarvis.activity.ChainStore.Content;
import dev.jarvis.activity.ChainStore.Link;
import dev.jarvis.activity.Finding.Kind;
import dev.jarvis.platform.db.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes along one chain and notes what is wrong. After a wrong place it goes on from the hash that is stored there, so each
 * place is told by itself. For one thread.
 */
final class ChainWalk {
    private final Notary notary;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<UUID> erased = new HashSet<>();
    private final Set<String> erasuresOnRecord = new HashSet<>();
    private final Instant claimed;
    private Instant proven = Instant.MIN;
    private @Nullable Seal firstForgotten;
    private Seal end;
    private long sealed;
    private long forgotten;
    private long waiting;
    private long anchored;
    private long total;

    /** @param claimed what the log says of itself: rows before it were forgotten because their time was over */
    ChainWalk(UUID observatory, Notary notary, ChainStore.Forgetting claimed) {
        this.end = Seal.beforeTheFirst(observatory);
        this.notary = notary;
        this.claimed = claimed.before();
        if (!claimed.sealed()) proven = claimed.before();
    }

    long reached() {
        return end.seq();
    }

    void step(Link link) {
        Seal seal = link.seal();
        boolean follows = seal.seq() == end.seq() + 1;
        if (!follows) note(Finding.at(Kind.SEAL_DELETED, end.seq() + 1, null));
        Content content = link.content();
        if (content == null) missing(seal);
        else compare(seal, content, follows);
        end = seal;
        sealed++;
    }

    /** Excused where a record says so; whether that is a sealed one is known at the end. */
    private void missing(Seal seal) {
        if (UuidV7.timeOf(seal.activity()).isBefore(claimed)) {
            if (forgotten++ == 0) firstForgotten = seal;
        } else note(Finding.at(Kind.ROW_DELETED, seal.seq(), seal.activity()));
    }

    private void compare(Seal seal, Content content, boolean follows) {
        // Behind a gap the hash before is unknown; the gap is the finding.
        if (follows && !end.next(content.row()).hasSameHashAs(seal))
            note(Finding.at(Kind.EDITED, seal.seq(), seal.activity()));
        else if (content.isErased()) erased.add(seal.activity());
        else if (!content.hasItsWords()) note(Finding.at(Kind.WORDS_EDITED, seal.seq(), seal.activity()));
        else content.metadata().ifPresent(entries -> record(content.row(), entries));
    }

    private void record(ChainedRow row, Map<String, String> entries) {
        if (row.action().equals(Records.ERASED)) erasuresOnRecord.add(String.valueOf(entries.get(Records.ROW)));
        if (!row.action().equals(Records.FORGOTTEN)) return;
        Instant before = Records.forgottenBefore(entries, row.at());
        if (before.isAfter(proven)) proven = before;
    }

    /** Compares with what was signed about places up to the one just reached. */
    void compare(Anchor anchor, byte[] hashThere) {
        anchored++;
        if (!anchor.isGenuine(notary)) note(Finding.at(Kind.ANCHOR_FORGED, anchor.seq(), null));
        else if (!anchor.agreesWith(hashThere)) note(Finding.at(Kind.REWRITTEN, anchor.seq(), null));
    }

    void anchorMissing(long seq) {
        note(Finding.at(Kind.ANCHOR_DELETED, seq, null));
    }

    /** Anchors of places the chain does not reach. */
    void beyond(Collection<Anchor> anchors) {
        for (Anchor anchor : anchors) {
            anchored++;
            note(Finding.at(anchor.isGenuine(notary) ? Kind.CUT_OFF : Kind.ANCHOR_FORGED, anchor.seq(), null));
        }
    }

    void observatoryRemoved() {
        note(Finding.ofAll(Kind.OBSERVATORY_REMOVED));
    }

    void row(ChainStore.Place place) {
        if (place.sealed()) return;
        if (place.behind()) note(Finding.of(Kind.NOT_SEALED, place.activity()));
        else waiting++;
    }

    /** Erasures whose records are younger than the chain was when the walk began. */
    void onRecord(Collection<String> rows) {
        erasuresOnRecord.addAll(rows);
    }

    ChainReport report() {
        erased.stream()
                .filter(row -> !erasuresOnRecord.contains(row.toString()))
                .forEach(row -> note(Finding.of(Kind.ERASED_UNRECORDED, row)));
        if (firstForgotten != null && claimed.isAfter(proven))
            note(Finding.at(Kind.ROW_DELETED, firstForgotten.seq(), firstForgotten.activity()));
        ChainReport.Counts counts = new ChainReport.Counts(sealed, waiting, erased.size(), forgotten, anchored);
        return total == 0 ? new ChainReport.Intact(counts) : new ChainReport.Broken(counts, findings, total);
    }

    private void note(Finding finding) {
        if (total++ < ChainReport.Broken.MOST) findings.add(finding);
    }
}

package dev.jarvis.activity;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed rows their place in the chain, many a commit, so that no writer waits for another at the chain's head.
 *
 * <p>A row is taken once its transaction is older than every transaction that still runs: nothing can appear before it any
 * more. How far it came is stored with the seals; a second sealer waits for the first and then finds nothing to do.
 */
final class Sealer {
    private static final int BATCH = 5_000;

    /** The wall of row level security compares each row with the whole set of observatories. */
    private static final int AT_ONCE = 500;

    private final SealStore seals;
    private final AnchorStore anchors;
    private final AnchorFiles files;
    private final Notary notary;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /** @param transaction of the pipeline's role, like both stores */
    Sealer(
            SealStore seals,
            AnchorStore anchors,
            AnchorFiles files,
            Notary notary,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.seals = seals;
        this.anchors = anchors;
        this.files = files;
        this.notary = notary;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Seals all that waits now. Ends early, between two commits, when interrupted. */
    void seal() {
        SealStore.Waiting waiting = seals.waiting();
        if (waiting.observatories().isEmpty()) return;
        while (!Thread.currentThread().isInterrupted()) {
            Batch batch = Objects.requireNonNull(transaction.execute(_ -> sealBatch(waiting)));
            files.append(batch.anchors());
            if (batch.isLast()) return;
        }
    }

    private record Batch(int size, List<Anchor> anchors) {
        boolean isLast() {
            return size < BATCH;
        }
    }

    private Batch sealBatch(SealStore.Waiting waiting) {
        String from = seals.lock();
        seals.enter(waiting.observatories());
        List<SealStore.Unsealed> rows = seals.unsealed(from, waiting.below(), BATCH);
        List<Anchor> made = chain(rows);
        boolean last = rows.size() < BATCH;
        if (isAhead(waiting.below(), from))
            seals.advance(last ? waiting.below() : rows.getLast().xid());
        return new Batch(rows.size(), made);
    }

    private List<Anchor> chain(List<SealStore.Unsealed> rows) {
        if (rows.isEmpty()) return List.of();
        Map<UUID, Seal> heads = new HashMap<>(seals.heads(
                rows.stream().map(row -> row.row().observatory()).distinct().toList()));
        List<Seal> made = new ArrayList<>(rows.size());
        for (SealStore.Unsealed unsealed : rows) {
            ChainedRow row = unsealed.row();
            Seal head = heads.getOrDefault(row.observatory(), Seal.beforeTheFirst(row.observatory()));
            Seal seal = head.next(row);
            heads.put(row.observatory(), seal);
            made.add(seal);
        }
        seals.insert(made);
        seals.tell(heads.keySet());
        return anchor(made.stream().filter(Seal::isAnchored).toList());
    }

    /** Anchors the end of every chain that grew since its last anchor. */
    void anchorAll() {
        List<UUID> all = seals.observatories();
        for (int start = 0; start < all.size(); start += AT_ONCE)
            anchorEach(all.subList(start, Math.min(start + AT_ONCE, all.size())));
    }

    private void anchorEach(List<UUID> observatories) {
        files.append(Objects.requireNonNull(transaction.execute(_ -> {
            seals.enter(observatories);
            return anchor(anchors.unanchored(observatories));
        })));
    }

    private List<Anchor> anchor(List<Seal> ends) {
        List<Anchor> made = ends.stream()
                .map(seal -> Anchor.of(seal, notary, clock.instant()))
                .toList();
        anchors.insert(made);
        return made;
    }

    private static boolean isAhead(String xid, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(xid), Long.parseUnsignedLong(other)) > 0;
    }
}

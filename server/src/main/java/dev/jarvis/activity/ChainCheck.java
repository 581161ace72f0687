package dev.jarvis.activity;

import dev.jarvis.activity.ChainStore.Link;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Is the log of an observatory still what was sealed?
 *
 * <pre>{@code
 * switch (check.verify(observatory)) {
 *     case ChainReport.Intact(var counts) -> ...
 *     case ChainReport.Broken(var counts, var findings, var total) -> ...
 * }
 * }</pre>
 *
 * <p>Computes every digest and hash again, and compares the chain with the signed anchors of the database and of this
 * node's files. What was written since the last anchor (a minute, or 1,000 rows) could be replaced whole by somebody who
 * writes to the database as its owner; everything before cannot be without being found. Takes about 10 seconds a million
 * rows, in short transactions; rows may be written meanwhile. Safe for any thread.
 */
public final class ChainCheck {
    private static final int PAGE = 1_000;
    private static final int PLACES = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final TenantTransactions transactions;
    private final ChainStore chain;
    private final AnchorStore anchors;
    private final AnchorFiles files;
    private final Notary notary;
    private final Supplier<List<ObservatoryId>> logs;

    /** @param logs whose chains the database has */
    ChainCheck(
            TenantTransactions transactions,
            ChainStore chain,
            AnchorStore anchors,
            AnchorFiles files,
            Notary notary,
            Supplier<List<ObservatoryId>> logs) {
        this.transactions = transactions;
        this.chain = chain;
        this.anchors = anchors;
        this.files = files;
        this.notary = notary;
        this.logs = logs;
    }

    public ChainReport verify(ObservatoryId observatory) {
        UUID id = observatory.value();
        String sealedAtFirst = transactions.readInObservatory(id, chain::sealedBelow);
        ChainStore.Forgetting forgotten = transactions.readInObservatory(id, () -> chain.forgetting(id, sealedAtFirst));
        ChainWalk walk = new ChainWalk(id, notary, forgotten);
        NavigableMap<Long, List<Anchor>> witnesses = witnesses(id);
        long lastAnchor = transactions.readInObservatory(id, () -> anchors.last(id));
        boolean more = true;
        while (more) more = transactions.readInObservatory(id, () -> page(walk, id, witnesses));
        beyond(walk, id, witnesses, lastAnchor);
        places(walk, id);
        walk.onRecord(transactions.readInObservatory(id, () -> chain.erasuresSince(id, sealedAtFirst)));
        if (!transactions.readInObservatory(id, () -> chain.standsOrEndedOnRecord(id, forgotten.before())))
            walk.observatoryRemoved();
        return walk.report();
    }

    /** Whose chain there is, or was: by the database, and by the anchors of this node's files. */
    List<ObservatoryId> all() {
        return Stream.concat(logs.get().stream(), files.observatories().stream())
                .distinct()
                .toList();
    }

    private NavigableMap<Long, List<Anchor>> witnesses(UUID observatory) {
        return files.of(observatory).stream()
                .collect(Collectors.groupingBy(Anchor::seq, TreeMap::new, Collectors.toList()));
    }

    private boolean page(ChainWalk walk, UUID observatory, NavigableMap<Long, List<Anchor>> witnesses) {
        List<Link> links = chain.links(observatory, walk.reached(), PAGE);
        if (links.isEmpty()) return false;
        long first = walk.reached() + 1;
        links.forEach(walk::step);
        anchors(walk, observatory, links, witnesses.subMap(first, true, walk.reached(), true));
        return links.size() == PAGE;
    }

    private void anchors(
            ChainWalk walk, UUID observatory, List<Link> links, NavigableMap<Long, List<Anchor>> witnesses) {
        Map<Long, Seal> there =
                links.stream().map(Link::seal).collect(Collectors.toMap(Seal::seq, Function.identity()));
        Map<Long, Anchor> stored = anchors
                .between(observatory, links.getFirst().seal().seq(), walk.reached())
                .stream()
                .collect(Collectors.toMap(Anchor::seq, Function.identity()));
        there.values().stream()
                .filter(seal -> seal.isAnchored() && !stored.containsKey(seal.seq()))
                .forEach(seal -> walk.anchorMissing(seal.seq()));
        together(stored.values(), witnesses.values()).forEach(anchor -> {
            Seal seal = there.get(anchor.seq());
            if (seal != null) walk.compare(anchor, seal.hash());
        });
    }

    private void beyond(ChainWalk walk, UUID observatory, NavigableMap<Long, List<Anchor>> witnesses, long lastAnchor) {
        List<Anchor> stored = transactions.readInObservatory(
                observatory, () -> anchors.between(observatory, walk.reached() + 1, lastAnchor));
        walk.beyond(together(stored, witnesses.tailMap(walk.reached(), false).values())
                .toList());
    }

    /** The same anchor in the database and in the file counts once. */
    private static Stream<Anchor> together(Iterable<Anchor> stored, Iterable<List<Anchor>> witnesses) {
        Map<String, Anchor> bySignature = new TreeMap<>();
        stored.forEach(anchor -> bySignature.put(anchor.fingerprint(), anchor));
        witnesses.forEach(lines -> lines.forEach(anchor -> bySignature.put(anchor.fingerprint(), anchor)));
        return bySignature.values().stream();
    }

    /** Rows that no seal names: on their way into the chain, or smuggled past it. */
    private void places(ChainWalk walk, UUID observatory) {
        String sealedBelow = transactions.readInObservatory(observatory, chain::sealedBelow);
        UUID after = FIRST;
        while (true) {
            UUID from = after;
            List<ChainStore.Place> places = transactions.readInObservatory(
                    observatory, () -> chain.places(observatory, from, sealedBelow, PLACES));
            places.forEach(walk::row);
            if (places.size() < PLACES) return;
            after = places.getLast().activity();
        }
    }
}

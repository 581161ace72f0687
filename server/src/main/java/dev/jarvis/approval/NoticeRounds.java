package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.mail.Letter;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes to each member who may decide what waits: what is new to them, and what is about to expire. At most one letter a
 * minute a person, however much there is; the rest is in the next one.
 */
final class NoticeRounds implements TaskHandler {
    private static final Duration APART = Duration.ofMinutes(1);
    private static final int MOST_LINES = 20;

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Requests requests;
    private final Votes votes;
    private final List<NoticeChannel> channels;
    private final PublicUrl pages;

    NoticeRounds(
            TenantTransactions db,
            JdbcClient jdbc,
            Requests requests,
            Votes votes,
            List<NoticeChannel> channels,
            PublicUrl pages) {
        this.db = db;
        this.jdbc = jdbc;
        this.requests = requests;
        this.votes = votes;
        this.channels = List.copyOf(channels);
        this.pages = pages;
    }

    @Override
    public String kind() {
        return ApprovalNotices.KIND;
    }

    /** Somebody to write to. @param toldUntil requests up to then are known to them */
    private record Reader(UUID user, String email, Instant toldUntil, boolean tooSoon) {}

    private record Due(Reader reader, List<Request> requests) {}

    private record Round(List<Due> letters, @Nullable Duration again) {}

    @Override
    public Verdict handle(Task task) {
        ObservatoryId observatory = new ObservatoryId(task.observatory());
        Optional<NoticeChannel> channel =
                channels.stream().filter(one -> one.isOpen(observatory)).findFirst();
        if (channel.isEmpty()) return Verdict.DONE;
        Round round = db.inObservatory(observatory.value(), () -> round(observatory));
        for (Due due : round.letters()) {
            channel.get().tell(observatory, letter(due));
            db.inObservatory(observatory.value(), () -> told(observatory, due));
        }
        return round.again() == null
                ? Verdict.DONE
                : Verdict.again(round.again(), "More waits, or will be reminded of.");
    }

    private Round round(ObservatoryId observatory) {
        List<Request> pending = requests.list(observatory, "pending", new UUID(-1, -1), 200).stream()
                .filter(request -> !request.expired())
                .toList();
        if (pending.isEmpty()) return new Round(List.of(), null);
        List<Due> letters = new ArrayList<>();
        boolean later = false;
        for (Reader reader : readers(observatory)) {
            List<Request> news = pending.stream()
                    .filter(request -> isNew(request, reader) && mayDecide(request, reader))
                    .toList();
            if (news.isEmpty()) continue;
            if (reader.tooSoon()) later = true;
            else letters.add(new Due(reader, news));
        }
        letters.forEach(due -> begin(observatory, due.reader()));
        return new Round(letters, later ? APART : next(pending));
    }

    private static boolean isNew(Request request, Reader reader) {
        return request.createdAt().isAfter(reader.toldUntil())
                || (request.escalatedAt() != null && request.escalatedAt().isAfter(reader.toldUntil()))
                || (reminder(request).isAfter(reader.toldUntil())
                        && !Instant.now().isBefore(reminder(request)));
    }

    /** When three quarters of the time are over. */
    private static Instant reminder(Request request) {
        return request.expiresAt().minus(request.within().dividedBy(4));
    }

    private static @Nullable Duration next(List<Request> pending) {
        Instant now = Instant.now();
        return pending.stream()
                .map(NoticeRounds::reminder)
                .filter(at -> at.isAfter(now))
                .map(at -> Duration.between(now, at))
                .min(Duration::compareTo)
                .map(wait -> wait.compareTo(APART) < 0 ? APART : wait)
                .orElse(null);
    }

    private boolean mayDecide(Request request, Reader reader) {
        return new Standing(request, votes.members(request.observatory()), votes.delegations(request))
                .includes(reader.user());
    }

    private List<Reader> readers(ObservatoryId observatory) {
        return jdbc.sql("""
                        select u.id, u.email, coalesce(n.told_until, 'epoch'),
                               coalesce(n.sent_at > now() - make_interval(secs => ?), false)
                        from memberships m join users u on u.id = m.user_id
                        left join approval_notices n on n.observatory_id = m.observatory_id and n.user_id = m.user_id
                        where m.observatory_id = ? and u.disabled_at is null
                        """)
                .params((double) APART.toSeconds(), observatory.value())
                .query((row, number) -> new Reader(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getBoolean(4)))
                .list();
    }

    /** Before the letter leaves: a node that dies now writes once too little within the minute, not twice. */
    private void begin(ObservatoryId observatory, Reader reader) {
        jdbc.sql("""
                        insert into approval_notices (observatory_id, user_id, sent_at) values (?, ?, now())
                        on conflict (observatory_id, user_id) do update set sent_at = now()
                        """).params(observatory.value(), reader.user()).update();
    }

    private void told(ObservatoryId observatory, Due due) {
        Instant until = due.requests().stream()
                .flatMap(request -> Stream.of(
                        request.createdAt(),
                        request.escalatedAt() == null ? request.createdAt() : request.escalatedAt(),
                        Instant.now().isBefore(reminder(request)) ? request.createdAt() : reminder(request)))
                .max(Instant::compareTo)
                .orElseThrow();
        jdbc.sql("update approval_notices set told_until = ? where observatory_id = ? and user_id = ?")
                .params(
                        until.atOffset(ZoneOffset.UTC),
                        observatory.value(),
                        due.reader().user())
                .update();
    }

    /** Names what waits; what it says in full is read behind the sign-in. */
    private Letter letter(Due due) {
        List<Request> waiting = due.requests();
        String subject = waiting.size() == 1
                ? "Waits for you: " + waiting.getFirst().title()
                : "%d things wait for you".formatted(waiting.size());
        StringBuilder text = new StringBuilder("These wait for your decision:\n\n");
        waiting.stream()
                .limit(MOST_LINES)
                .forEach(request -> text.append("- %s\n  %s risk, until %s\n  %s\n\n"
                        .formatted(
                                request.title(),
                                request.risk().wireName(),
                                request.expiresAt(),
                                pages.of("/approvals/" + request.id()))));
        if (waiting.size() > MOST_LINES)
            text.append("And more: ").append(pages.of("/approvals")).append('\n');
        text.append("The links lead to a page. Nothing is decided by opening it.\n");
        return new Letter(due.reader().email(), subject, text.toString());
    }
}

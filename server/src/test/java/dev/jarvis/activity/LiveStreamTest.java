package dev.jarvis.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveStreamTest {
    private final LogFixture fixture = new LogFixture();
    private final Notices notices = fixture.database.notices();
    private final LiveEvents live = new LiveEvents(notices);
    private final ObservatoryId here = LogFixture.observatory();
    private final List<Client> clients = new ArrayList<>();

    /** A browser that reads all it is sent. */
    private final class Client {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final AtomicBoolean welcome = new AtomicBoolean(true);
        private final Thread thread;

        Client(ObservatoryId observatory, @Nullable Long after, Duration pulse) {
            LiveStream stream = new LiveStream(live, new LiveRows(fixture.database.reads()), new JsonMapper(), pulse);
            thread = Thread.startVirtualThread(() -> {
                try {
                    stream.serve(caller(observatory), after, welcome::get, received);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            clients.add(this);
            await().until(() -> text().startsWith("retry: "));
        }

        String text() {
            return received.toString(UTF_8);
        }

        List<Long> ids() {
            return text().lines()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> Long.valueOf(line.substring(4)))
                    .toList();
        }
    }

    @BeforeEach
    void start() {
        notices.start();
        live.start();
    }

    @AfterEach
    void stop() {
        live.stop();
        notices.stop();
        clients.forEach(client -> await().until(() -> !client.thread.isAlive()));
        fixture.close();
    }

    @Test
    void sendsEachRowOnceItIsSealed() {
        Client client = client(null);
        fixture.write(Activities.posted(here, "Line\nbreak"));
        fixture.sealer.seal();

        await().until(() -> client.ids().equals(List.of(1L)));
        assertThat(client.text()).contains("id: 1\nevent: activity\ndata: {").contains("\"title\":\"Line\\nbreak\"");
    }

    @Test
    void missesNoRowWhenAClientComesBack() {
        fixture.write(rows(450));
        fixture.sealer.seal();
        Client client = client(7L);
        await().until(() -> client.ids().size() == 443);
        fixture.write(rows(2));
        fixture.sealer.seal();

        await().until(() -> client.ids().size() == 445);
        assertThat(client.ids())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(8, 452).boxed().toList());
    }

    @Test
    void beginsWithWhatComesNowAndAtTheEndForAPlaceOfAnotherTime() {
        fixture.write(rows(3));
        fixture.sealer.seal();
        Client fresh = client(null);
        Client odd = client(999L);
        fixture.write(rows(1));
        fixture.sealer.seal();

        await().until(() -> fresh.ids().equals(List.of(4L)) && odd.ids().equals(List.of(4L)));
    }

    @Test
    void sendsNothingOfAnotherObservatory() {
        Client client = client(0L);
        ObservatoryId there = LogFixture.observatory();
        Client other = new Client(there, 0L, Duration.ofSeconds(15));
        live.publish(there, "connect-finished", Map.of("secret", "theirs"));
        fixture.write(Activities.posted(there, "Theirs"));
        fixture.sealer.seal();
        fixture.write(Activities.posted(here, "Ours"));
        fixture.sealer.seal();

        await().until(() -> other.text().contains("Theirs") && client.text().contains("Ours"));
        assertThat(client.text()).doesNotContain("Theirs", "theirs");
    }

    @Test
    void sendsOtherRoomsEventsAfterTheirCommit() {
        Client client = client(null);
        assertThatThrownBy(() -> fixture.database.transactions().inObservatory(here.value(), () -> {
                    live.publish(here, "connect-finished", Map.of("n", 1));
                    throw new IllegalArgumentException("undone");
                }))
                .hasMessage("undone");
        fixture.database.transactions().inObservatory(here.value(), () -> {
            live.publish(here, "connect-finished", Map.of("n", 2));
            assertThat(client.text()).doesNotContain("connect-finished");
        });

        await().until(() -> client.text().contains("event: connect-finished\ndata: {\"n\":2}\n\n"));
        assertThat(client.text()).doesNotContain("\"n\":1");
        assertThatThrownBy(() -> live.publish(here, "activity", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> live.publish(here, "a\nb", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesASignOfLifeAndEndsWhenTheCallerIsNoLongerWelcome() {
        Client client = new Client(here, null, Duration.ofMillis(50));
        await().until(() -> client.text().contains("\n\n:\n\n"));
        client.welcome.set(false);

        await().until(() -> !client.thread.isAlive());
    }

    @Test
    void seesRowsOfWhichItWasNotTold() {
        notices.stop();
        Client client = new Client(here, null, Duration.ofMillis(50));
        fixture.write(rows(1));
        fixture.sealer.seal();

        await().until(() -> client.ids().equals(List.of(1L)));
    }

    @Test
    void keepsOnlyTheNewestEventsForAClientThatReadsSlowly() throws Exception {
        Mailbox box = live.open(here.value(), UuidV7.next());
        for (int i = 0; i < 500; i++) live.publish(here, "tick", i);

        List<Mailbox.Event> kept = box.take(Duration.ZERO).events();
        assertThat(kept).hasSize(Mailbox.MOST).last().isEqualTo(new Mailbox.Event("tick", 499));
    }

    @Test
    void refusesMoreStreamsThanACallerNeedsAndLetsGoOfThoseThatBreak() {
        UUID caller = UuidV7.next();
        List<Mailbox> boxes =
                Stream.generate(() -> live.open(here.value(), caller)).limit(20).toList();
        assertThatThrownBy(() -> live.open(here.value(), caller))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
        boxes.getFirst().close();
        live.open(here.value(), caller).close();

        LiveStream stream =
                new LiveStream(live, new LiveRows(fixture.database.reads()), new JsonMapper(), Duration.ofSeconds(15));
        for (int i = 0; i < 30; i++)
            assertThatThrownBy(() -> stream.serve(caller(here), null, () -> true, broken()))
                    .isInstanceOf(IOException.class);
    }

    private static OutputStream broken() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
    }

    private Client client(@Nullable Long after) {
        return new Client(here, after, Duration.ofSeconds(15));
    }

    private static Principal caller(ObservatoryId observatory) {
        UserId user = new UserId(UUID.fromString("018f0000-0000-7000-8000-00000000ada0"));
        return new Principal.Person(observatory, user, "Ada", Role.VIEWER, UuidV7.next(), false, null);
    }

    private List<Activity> rows(int count) {
        return Stream.generate(() -> Activities.posted(here, "Posted"))
                .limit(count)
                .toList();
    }
}

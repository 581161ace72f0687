package dev.jarvis.connectors.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.connectors.MemoryFiles;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.FileRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MimeTests {
    private static final int FILE = 12_000_000;
    private final Call call = new Call(UUID.randomUUID(), Instant.parse("2026-11-23T10:20:30Z"), new MemoryFiles());

    @Test
    void holdsNoMoreMailsAtATimeThanAFifthOfTheHeapTakes() throws Exception {
        long most = Runtime.getRuntime().maxMemory() / 5;
        AtomicLong held = new AtomicLong();
        AtomicLong peak = new AtomicLong();
        int mails = (int) (3 * most / FILE) + 1;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> leave = () -> large().leaving(bytes -> {
                peak.accumulateAndGet(held.addAndGet(bytes.length), Math::max);
                pause();
                held.addAndGet(-bytes.length);
                return bytes.length;
            });
            List<Future<Integer>> left = IntStream.range(0, mails)
                    .mapToObj(_ -> threads.submit(leave))
                    .toList();
            for (Future<Integer> one : left) assertThat(one.get()).isGreaterThan(FILE);
        }

        assertThat(peak.get()).isBetween((long) FILE, most);
    }

    @Test
    void hasNoLineThatIsTooLongHoweverLongTheConversation() {
        String chain = IntStream.range(0, 40)
                .mapToObj("<a-message-id-of-the-usual-length-%d@mail.example.com>"::formatted)
                .collect(Collectors.joining(" "));
        Earlier answered = new Earlier("t", "<last@mail.example.com>", chain, "Long");

        String mail = MimeMail.of("ada@acme.example", mail(List.of()), Optional.of(answered), call)
                .leaving(bytes -> new String(bytes, StandardCharsets.UTF_8));

        assertThat(mail.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
        assertThat(mail.replaceAll("\r\n[ \t]+", " "))
                .contains("References: " + chain + " <last@mail.example.com>\r\n");
    }

    private Mime large() {
        FileRef file = new FileRef("a.bin", "application/octet-stream", null, String.valueOf(FILE));
        return MimeMail.of("ada@acme.example", mail(List.of(file)), Optional.empty(), call);
    }

    private static NewMail mail(List<FileRef> files) {
        return new NewMail(
                List.of("a@acme.com"),
                List.of(),
                List.of(),
                "Hi",
                "Hi",
                null,
                files,
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

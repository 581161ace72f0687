package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class MastersTest {
    private final Vaults world = new Vaults();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void makesAKeyAtTheFirstStartThatOnlyThisUserReads() throws IOException {
        world.node();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(world.keyFile)))
                .isEqualTo("rw-------");
        assertThat(Files.list(world.data)).as("nothing half-written beside it").hasSize(1);
    }

    @Test
    void keepsTheKeyAtTheNextStart() throws IOException {
        world.node();
        String before = Files.readString(world.keyFile);
        world.node();
        assertThat(Files.readString(world.keyFile)).isEqualTo(before);
    }

    @Test
    void takesTheKeyFromTheEnvironmentAndWritesNone() {
        String key = MasterKey.random().base64();
        world.node(key);
        world.node(" " + key + "\n");
        assertThat(world.keyFile).doesNotExist();
    }

    @Test
    void agreesOnOneKeyWhenNodesStartTogether() throws Exception {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> ids = IntStream.range(0, 8)
                    .mapToObj(_ -> nodes.submit(
                            () -> world.node().masters().current().primary().id()))
                    .toList();
            Set<String> different = new HashSet<>();
            for (Future<String> id : ids) different.add(id.get());
            assertThat(different).hasSize(1);
        }
        assertThat(Files.list(world.data)).hasSize(1);
    }

    @Test
    void leavesNoKeyBehindWhenAnotherNodeWasFirstWithItsOwn() {
        KeyCheck check = new KeyCheck(world.database.transactions(), world.database.jdbc()) {
            private boolean asked;

            @Override
            Optional<byte[]> stored() {
                if (!asked) {
                    asked = true; // between our question and our answer the other node stores its own
                    world.node(MasterKey.random().base64());
                    return Optional.empty();
                }
                return super.stored();
            }
        };
        assertThatThrownBy(() -> Masters.open(MasterKeySource.of(null, null, world.data), check))
                .isInstanceOf(KeyFailure.class);
        assertThat(world.keyFile).doesNotExist();
    }

    @Test
    void refusesToStartWithAnotherKey() {
        world.node(MasterKey.random().base64());
        assertThatThrownBy(() -> world.node(MasterKey.random().base64()))
                .isInstanceOfSatisfying(
                        KeyFailure.class, e -> assertThat(e.code()).isEqualTo("master-key-wrong"))
                .hasMessageContaining("JARVIS_MASTER_KEY");
    }

    @Test
    void refusesToStartWithoutTheKeyAndMakesNoNewOne() throws IOException {
        world.node();
        Files.delete(world.keyFile);
        assertThatThrownBy(world::node)
                .isInstanceOfSatisfying(
                        KeyFailure.class, e -> assertThat(e.code()).isEqualTo("master-key-missing"))
                .hasMessageContaining(world.keyFile.toString());
        assertThat(world.keyFile).doesNotExist();
    }

    @Test
    void endsARefusedStartWithTheReasonAndTheStep() {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((_, _) -> {}));
        KeyFailure failure = KeyFailure.missing("data/master.key");
        assertThat(analyzers.stream()
                        .map(analyzer -> analyzer.analyze(new IllegalStateException("start", failure)))
                        .filter(Objects::nonNull))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getDescription())
                            .contains("data/master.key")
                            .contains("(master-key-missing)");
                    assertThat(told.getAction()).contains("JARVIS_MASTER_KEY_FILE");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-words", "QUJD", ",", "#", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5"})
    void refusesAMalformedKeyWithoutQuotingIt(String key) {
        assertThatThrownBy(() -> world.node(key))
                .isInstanceOfSatisfying(
                        KeyFailure.class, e -> assertThat(e.code()).isEqualTo("master-key-malformed"))
                .hasMessageContaining("32 random bytes in base64")
                .satisfies(e -> {
                    if (key.length() > 1)
                        assertThat(e.getMessage() + e.getCause()).doesNotContain(key);
                });
    }

    @Test
    void saysHowToOpenTheDatabaseWithOneOfSeveralKeys() {
        String old = MasterKey.random().base64();
        world.node(old);
        assertThat(world.node(MasterKey.random().base64() + "," + old)
                        .masters()
                        .current()
                        .all())
                .hasSize(2);
    }

    @Test
    void printsNoKey() {
        MasterKey key = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(key.toString()).isEqualTo("MasterKey[" + key.id() + "]");
        assertThat(MasterKeySource.of(key.base64(), null, world.data).toString())
                .isEqualTo("JARVIS_MASTER_KEY");
    }
}

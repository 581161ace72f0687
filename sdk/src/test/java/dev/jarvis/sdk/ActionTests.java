package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ActionTests {
    enum Colour {
        RED,
        BLUE;

        @JsonValue
        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Point(int x, @Nullable Integer y) {}

    record Everything(
            @Describe(
                    value = "A text.",
                    example = "hi",
                    minLength = 1,
                    maxLength = 5,
                    pattern = "[a-z]+",
                    format = "html")
            String text,

            @Describe(value = "Some.", min = 2, max = 9) int number,

            @Describe(value = "Several.", minLength = 1, maxLength = 3)
            List<Point> points,

            Map<String, Long> counts,
            Colour colour,
            Instant at,
            URI link,
            BigDecimal money,
            boolean on,
            JsonNode anything) {}

    record Nothing() {}

    record Odd(Thread thread) {}

    private static final class Plain extends BaseIntegration {
        @Override
        public Account testConnection() {
            return Account.of("1", "One");
        }
    }

    private static Action.Draft<Plain, Nothing, Nothing> draft(String id) {
        return Action.on(Plain.class, id, Nothing.class, Nothing.class);
    }

    @Test
    void isDangerousUnlessItSaysOtherwise() {
        Action<Plain, Nothing, Nothing> action = draft("do").runs((plain, input, call) -> input);

        assertThat(action.risk()).isEqualTo(Risk.HIGH);
        assertThat(action.effect().word()).isEqualTo("unsafe");
        assertThat(action.readsOnly()).isFalse();
        assertThat(action.cost(new Nothing())).isEqualTo(Cost.NONE);
        assertThat(action.find(new Plain(), new Nothing(), call())).isEmpty();
    }

    @Test
    void isHarmlessWhenItOnlyReads() {
        Action<Plain, Nothing, Nothing> look = draft("look").readsOnly().runs((plain, input, call) -> input);

        assertThat(look.risk()).isEqualTo(Risk.LOW);
        assertThat(look.readsOnly()).isTrue();
    }

    @Test
    void looksUpWhatItCanFindAgain() {
        Action<Plain, Nothing, Nothing> action = draft("find")
                .effect(new Effect.Reconcilable<>((plain, input, call) -> Optional.of(input)))
                .runs((plain, input, call) -> input);

        assertThat(action.find(new Plain(), new Nothing(), call())).contains(new Nothing());
        assertThat(action.effect().word()).isEqualTo("reconcilable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Post", "post_it", "post--it", "-post", "post-", "1post", "post it", "post/it", "pöst"})
    void hasAnIdThatFitsIntoARoute(String id) {
        assertThatThrownBy(() -> draft(id)).hasMessageContaining("hyphens");
    }

    @Test
    void describesItsInputOnceForEverybody() {
        JsonNode schema = Schema.of(Everything.class);

        assertThat(schema.at("/properties/text").toString())
                .isEqualTo("{\"type\":\"string\",\"description\":\"A text.\",\"examples\":[\"hi\"],\"minLength\":1,"
                        + "\"maxLength\":5,\"pattern\":\"[a-z]+\",\"format\":\"html\"}");
        assertThat(schema.at("/properties/number/minimum").asInt()).isEqualTo(2);
        assertThat(schema.at("/properties/number/maximum").asInt()).isEqualTo(9);
        assertThat(schema.at("/properties/points/minItems").asInt()).isEqualTo(1);
        assertThat(schema.at("/properties/points/items/required").toString()).isEqualTo("[\"x\"]");
        assertThat(schema.at("/properties/counts/additionalProperties/format").asString())
                .isEqualTo("int64");
        assertThat(schema.at("/properties/colour/enum").toString()).isEqualTo("[\"red\",\"blue\"]");
        assertThat(schema.at("/properties/at/format").asString()).isEqualTo("date-time");
        assertThat(schema.at("/properties/link/format").asString()).isEqualTo("uri");
        assertThat(schema.at("/properties/money/type").asString()).isEqualTo("number");
        assertThat(schema.at("/properties/anything").isEmpty()).isTrue();
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("required")).hasSize(10);
    }

    @Test
    void givesEachAskerASchemaOfTheirOwn() {
        Schema.of(Point.class).removeAll();

        assertThat(Schema.of(Point.class).path("properties")).hasSize(2);
    }

    @Test
    void saysWhichTypeItCannotDescribe() {
        assertThatThrownBy(() -> Schema.of(Odd.class)).hasMessageContaining("java.lang.Thread");
    }

    @Test
    void refusesACostThatIsNone() {
        assertThatThrownBy(() -> Cost.usd("-1")).hasMessageContaining("zero or more");
        assertThatThrownBy(() -> new Cost(BigDecimal.ONE, "usd")).hasMessageContaining("ISO 4217");
    }

    private static Call call() {
        return new Call(UUID.randomUUID(), Instant.EPOCH, null);
    }
}

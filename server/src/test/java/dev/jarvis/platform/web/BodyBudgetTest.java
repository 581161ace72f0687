package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.Problem;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void letsManyOfMiddlingSizeInOnlyAsFarAsTheirCopiesFit() {
        BodyBudget budget = new BodyBudget(40 << 20);
        java.util.List<BodyBudget.Share> shares = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) shares.add(budget.take(250 << 10));
        assertThatThrownBy(() -> budget.take(250 << 10)).isInstanceOf(Problem.class);
        shares.forEach(BodyBudget.Share::close);
        budget.take(250 << 10).close();
    }

    @Test
    void countsWhatALargeBodyTakesAndLetsSmallOnesPass() {
        BodyBudget budget = new BodyBudget(40 << 20);
        try (var _ = budget.take(10 << 20)) {
            assertThatThrownBy(() -> budget.take(300 << 10))
                    .isInstanceOfSatisfying(
                            Problem.class, busy -> assertThat(busy.status()).isEqualTo(503));
            assertThatCode(() -> budget.take(BodyBudget.FREE).close()).doesNotThrowAnyException();
        }
        assertThatCode(() -> budget.take(Long.MAX_VALUE >> 10).close()).doesNotThrowAnyException();
        assertThatCode(() -> budget.take(300 << 10).close()).doesNotThrowAnyException();
    }
}

package dev.jarvis.automation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class PreviewTest {
    private static final String PATH = "/api/schedules/preview?cron=";

    @Autowired
    private ApplicationContext context;

    private Caller ada;

    @BeforeEach
    void enter() {
        World world = new World(context);
        ada = world.member(world.observatory(), Role.VIEWER);
    }

    @Test
    void saysACronInWordsWithItsNextFiveTimes() {
        Answer answer = ada.get(PATH + "30+2+*+*+*&zone=Europe/Berlin&from=2027-03-27T00:00:00Z");

        assertThat(answer.text("/words")).isEqualTo("at 02:30");
        assertThat(answer.json().at("/next").size()).isEqualTo(5);
        assertThat(answer.text("/next/0/label")).isEqualTo("2027-03-27T02:30:00");
        assertThat(answer.text("/next/1/at")).isEqualTo("2027-03-28T01:00:00Z");
        assertThat(answer.text("/next/1/note")).contains("does not exist");
        assertThat(answer.json().at("/next/1/moved").asBoolean()).isTrue();
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(ada.get(PATH + "30+2+*+*+*&zone=Mars").text("/errors/0/field"))
                .isEqualTo("zone");
        assertThat(ada.get(PATH + "often&zone=UTC").text("/errors/0/field")).isEqualTo("cron");
        assertThat(ada.get(PATH + "0+0+30+2+*&zone=UTC").text("/detail")).contains("never comes");
        assertThat(ada.get(PATH + "0+0+1+2+*&zone=UTC&count=1000").text("/errors/0/field"))
                .isEqualTo("count");
        assertThat(ada.get(PATH + "0+0+1+2+*&zone=UTC&from=soon").text("/errors/0/field"))
                .isEqualTo("from");
        assertThat(ada.get("/api/schedules/preview?zone=UTC").text("/errors/0/field"))
                .isEqualTo("cron");
    }
}

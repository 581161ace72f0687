package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.AccessChanged;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;

@SharedServerTest
class AccessLogTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private ApplicationEventPublisher news;

    @Autowired
    private PersonalNews personal;

    private World world;
    private User ada;
    private ObservatoryId here;

    @BeforeEach
    void build() {
        world = new World(context);
        ada = world.user();
        here = world.observatory(ada.id());
    }

    @ParameterizedTest
    @EnumSource
    void saysAsWhatAKeyDidIt(Principal.Key.Kind kind) {
        change(new Principal.Key(here, UUID.randomUUID(), kind, ada.id(), "Robot", Role.OWNER, Set.of()));
        assertThat(rows(here, "test/changed")).containsExactly("%1$s Robot by %1$s".formatted(kind.wireName()));
    }

    @Test
    void saysThatAPersonOrJarvisItselfDidIt() {
        change(ada.in(here, Role.OWNER));
        change(new Principal.System(here, "Command line"));
        assertThat(rows(here, "test/changed"))
                .containsExactly("person %s by person".formatted(ada.name()), "system Command line by system");
    }

    @Test
    void tellsWhoMadeAnObservatory() {
        assertThat(rows(here, "observatory/made")).containsExactly("person %s by person".formatted(ada.name()));
    }

    @Test
    void tellsEachObservatoryOfAPersonHowTheyComeInFromNowOn() {
        ObservatoryId other = world.observatory();
        world.join(other, ada.id(), Role.VIEWER);
        ObservatoryId foreign = world.observatory();
        personal.tell(ada.id(), "person/passkey-added", "added the passkey Phone");
        for (ObservatoryId place : List.of(here, other))
            assertThat(rows(place, "person/passkey-added"))
                    .containsExactly("person %s by person".formatted(ada.name()));
        assertThat(rows(foreign, "person/passkey-added")).isEmpty();
    }

    private void change(Principal by) {
        db.inObservatory(
                here.value(),
                () -> news.publishEvent(new AccessChanged(here, by, "test/changed", "Changed", Map.of())));
    }

    private List<String> rows(ObservatoryId observatory, String action) {
        return db.inObservatory(
                observatory.value(),
                () -> world.jdbc().sql("""
                        select actor_kind || ' ' || actor_name || ' ' || consent from activity_logs
                        where action = ? order by id""").param(action).query(String.class).list());
    }
}

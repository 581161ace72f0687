package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class, NoticesOfApprovalsTest.OpenToMail.class})
class NoticesOfApprovalsTest {
    private static final GreenMail MAIL = new GreenMail(ServerSetup.SMTP.dynamicPort());

    static {
        MAIL.start();
    }

    @Autowired
    private ApplicationContext context;

    /** Adds the mail server to what the egress guard lets through. */
    static final class OpenToMail implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String open = context.getEnvironment().getProperty("jarvis.egress.allow");
            TestPropertyValues.of("jarvis.egress.allow=%s,127.0.0.1:%d"
                            .formatted(open, MAIL.getSmtp().getPort()))
                    .applyTo(context);
        }
    }

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add(
                "JARVIS_SMTP_URL", () -> "smtp://127.0.0.1:" + MAIL.getSmtp().getPort());
        properties.add("JARVIS_MAIL_FROM", () -> "jarvis@example.com");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Test
    void writesOnceAMinuteToThoseWhoMayDecideWithALinkToThePage() throws Exception {
        Deciding place = new Deciding(context);
        User approver = place.world.user();
        place.world.join(place.observatory, approver.id(), Role.APPROVER);
        User viewer = place.world.user();
        place.world.join(place.observatory, viewer.id(), Role.VIEWER);

        UUID waits = place.post("Please look at this");
        awaitLetters(approver, 1);
        for (int i = 0; i < 5; i++) place.post("One more, number " + i);

        MimeMessage letter = lettersTo(approver).getFirst();
        assertThat(letter.getSubject()).contains("Please look at this");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getBody(letter)).contains("/approvals/" + waits);
        assertThat(lettersTo(viewer)).isEmpty();
        place.sql("update work set due_at = now() where kind = 'approval-notice'");
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(lettersTo(approver)).hasSize(1));

        place.sql("update approval_notices set sent_at = now() - interval '61 seconds'");
        place.sql("update work set due_at = now() where kind = 'approval-notice'");
        awaitLetters(approver, 2);
        assertThat(lettersTo(approver).getLast().getSubject()).isEqualTo("5 things wait for you");
        assertThat(place.state(waits)).isEqualTo("pending");
    }

    private static void awaitLetters(User to, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lettersTo(to)).hasSize(count));
    }

    private static List<MimeMessage> lettersTo(User user) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(letter -> GreenMailUtil.getAddressList(recipients(letter))
                        .equals(user.email().value()))
                .toList();
    }

    private static jakarta.mail.Address[] recipients(MimeMessage letter) {
        try {
            return letter.getAllRecipients();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.jarvis.observatory.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.Standing;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sdk.Secret;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(
        properties = {
            "JARVIS_SUPABASE_URL=https://project.supabase.example",
            "JARVIS_SUPABASE_JWT_SECRET=" + SupabaseTest.SECRET
        })
class SupabaseTest {
    static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
    private static final String ISSUER = "https://project.supabase.example/auth/v1";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private User ada;
    private ObservatoryId observatory;
    private final UUID subject = UUID.randomUUID();

    @BeforeEach
    void build() {
        world = new World(context);
        ada = world.user();
        observatory = world.observatory();
        world.join(observatory, ada.id(), Role.OPERATOR);
    }

    @Test
    void letsInThePersonWhoLinkedTheirAccount() throws Exception {
        Caller withToken = world.stranger().withKey(token(SECRET, claims -> claims));
        assertThat(withToken.get("/api/members").status()).isEqualTo(401);
        Caller.Answer linked =
                world.browser(ada).post("/api/auth/supabase", Map.of("token", token(SECRET, claims -> claims)));
        assertThat(linked.status()).as(linked.body()).isEqualTo(204);
        assertThat(withToken.get("/api/me").text("/role")).isEqualTo("operator");
        assertThat(withToken.get("/api/members").status()).isEqualTo(200);
        assertThat(withToken.get("/api/keys").code()).isEqualTo("role-too-low");
        assertThat(rows("person/supabase-linked")).isEqualTo(1);
        assertThat(world.browser(world.user())
                        .post("/api/auth/supabase", Map.of("token", token(SECRET, claims -> claims)))
                        .code())
                .isEqualTo("linked-already");
    }

    @Test
    void believesNoOtherToken() throws Exception {
        world.browser(ada).post("/api/auth/supabase", Map.of("token", token(SECRET, claims -> claims)));
        List<String> wrong = List.of(
                token("another-secret-of-at-least-thirty-two-bytes", claims -> claims),
                token(SECRET, claims -> claims.audience("anon")),
                token(SECRET, claims -> claims.issuer("https://evil.example/auth/v1")),
                token(
                        SECRET,
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                token(SECRET, claims -> claims.expirationTime(null)),
                token(SECRET, claims -> claims.subject("not-an-id")),
                new PlainJWT(claims().build()).serialize());
        for (String token : wrong)
            assertThat(world.stranger().withKey(token).get("/api/members").status())
                    .as(token)
                    .isEqualTo(401);
    }

    @Test
    void staysWelcomeOnALiveStreamUntilTheMembershipEnds() throws Exception {
        world.browser(ada).post("/api/auth/supabase", Map.of("token", token(SECRET, claims -> claims)));
        Principal caller = context.getBean(SupabasePeople.class)
                .find(Secret.of(token(SECRET, claims -> claims)))
                .orElseThrow()
                .in(observatory, Role.OPERATOR);
        Standing standing = context.getBean(Standing.class);
        assertThat(standing.holds(caller)).isTrue();
        db.inObservatory(observatory.value(), () -> {
            world.jdbc()
                    .sql("delete from memberships where user_id = ?")
                    .param(ada.id().value())
                    .update();
        });
        assertThat(standing.holds(caller)).isFalse();
    }

    private long rows(String action) {
        return db.inObservatory(
                observatory.value(),
                () -> world.jdbc()
                        .sql("select count(*) from activity_logs where action = ?")
                        .param(action)
                        .query(Long.class)
                        .single());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject(subject.toString())
                .issuer(ISSUER)
                .audience("authenticated")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private String token(String secret, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), change.apply(claims()).build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }
}

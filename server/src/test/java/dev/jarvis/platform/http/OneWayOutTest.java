package dev.jarvis.platform.http;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever could open a connection beside the guarded client would be a way around it. */
class OneWayOutTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jarvis");

    private static final Set<String> CONNECT = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "javax.net.ssl.HttpsURLConnection",
            "javax.net.SocketFactory",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.SSLSocket",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "org.springframework.web.client.RestClient",
            "org.springframework.web.client.RestTemplate",
            "org.springframework.web.reactive.function.client.WebClient",
            "com.nimbusds.oauth2.sdk.http.HTTPRequest",
            "com.nimbusds.jose.util.DefaultResourceRetriever",
            "com.sun.net.httpserver.HttpServer");

    private static final List<String> CLIENTS = List.of(
            "java.net.http.", "org.apache.hc.", "org.apache.http.", "okhttp3.", "org.springframework.http.client.");

    /** By name, each with its reason. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "dev.jarvis.Play", // a rehearsal asks its own server, and stands in for an upstream, on loopback
            "dev.jarvis.RunningServer", // a command asks our own server on 127.0.0.1
            "dev.jarvis.platform.mail.GuardedSockets", // mail's own way out, which asks the same guard
            "dev.jarvis.platform.db.LoopbackPort", // finds a free port for our own PostgreSQL
            "dev.jarvis.platform.db.Postmaster"); // waits for our own PostgreSQL on loopback

    private static final DescribedPredicate<JavaClass> CONNECTS = describe(
            "can open a connection",
            type -> CONNECT.contains(type.getName()) || CLIENTS.stream().anyMatch(type.getName()::startsWith));

    private static final ArchRule ONE_WAY_OUT = noClasses()
            .that(describe(
                    "are not named as exceptions",
                    type -> !EXCEPTIONS.contains(outermost(type).getName())))
            .and()
            .resideOutsideOfPackages("dev.jarvis.platform.http..", "dev.jarvis.sandbox..", "dev.jarvis.bench..")
            .should()
            .dependOnClassesThat(CONNECTS)
            .because("every outgoing byte passes the egress guard: use dev.jarvis.sdk.Http or OutgoingHttp");

    private static final ArchRule NO_URL_OPENS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.jarvis.platform.db.PostgresBinaries") // a file of the class path
            .and()
            .resideOutsideOfPackages("dev.jarvis.sandbox..", "dev.jarvis.bench..")
            .should()
            .callMethod(java.net.URL.class, "openStream")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection")
            .orShould()
            .callMethod(java.net.URL.class, "getContent")
            .because("a URL that opens itself passes no guard");

    @Test
    void nobodyOpensAConnectionBesideTheGuardedClient() {
        ONE_WAY_OUT.check(OURS);
        NO_URL_OPENS.check(OURS);
    }

    @Test
    void theRuleSeesAConnectionWhereThereIsOne() {
        JavaClasses here = new ClassFileImporter().importClasses(FaultyServer.class, SpringAndBack.class);
        ArchRule anywhere = noClasses().should().dependOnClassesThat(CONNECTS);
        assertThat(anywhere.evaluate(here).hasViolation()).isTrue();
        assertThat(NO_URL_OPENS.evaluate(here).hasViolation()).isTrue();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(OneWayOutTest::outermost).orElse(type);
    }

    /** What the rule must not let pass. */
    private static final class SpringAndBack {
        static void open(java.net.URL url) throws java.io.IOException {
            url.openStream().close();
        }
    }
}

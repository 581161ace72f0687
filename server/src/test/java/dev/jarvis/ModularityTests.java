package dev.jarvis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.jarvis.integration.Consent;
import dev.jarvis.sdk.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.ser.std.StdSerializer;

/** The rules that keep the house in order; see docs/rooms.md for the rooms themselves. */
class ModularityTests {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jarvis");

    @Test
    void roomsKnowOnlyEachOthersDoors() {
        ApplicationModules.of(Jarvis.class).verify();
    }

    @Test
    void importsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.jarvis..")
                .withOptionalLayers(true)
                .layer("process")
                .definedBy("dev.jarvis")
                .layer("automation")
                .definedBy("dev.jarvis.automation..")
                .layer("approval")
                .definedBy("dev.jarvis.approval..")
                .layer("integration")
                .definedBy("dev.jarvis.integration..")
                .layer("activity")
                .definedBy("dev.jarvis.activity..")
                .layer("observatory")
                .definedBy("dev.jarvis.observatory..")
                .layer("platform")
                .definedBy("dev.jarvis.platform..")
                .layer("connectors")
                .definedBy("dev.jarvis.connectors..")
                .layer("sdk")
                .definedBy("dev.jarvis.sdk..")
                .whereLayer("process")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("automation")
                .mayOnlyBeAccessedByLayers("process")
                .whereLayer("approval")
                .mayOnlyBeAccessedByLayers("process", "automation")
                .whereLayer("integration")
                .mayOnlyBeAccessedByLayers("process", "automation", "approval")
                .whereLayer("activity")
                .mayOnlyBeAccessedByLayers("process", "automation", "approval", "integration")
                .whereLayer("observatory")
                .mayOnlyBeAccessedByLayers("process", "automation", "approval", "integration", "activity")
                .whereLayer("connectors")
                .mayNotBeAccessedByAnyLayer()
                .check(PRODUCT);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.jarvis.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void connectorsCompileAgainstTheSdkAloneAndDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.jarvis.connectors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.jarvis.platform..",
                        "dev.jarvis.observatory..",
                        "dev.jarvis.activity..",
                        "dev.jarvis.integration..",
                        "dev.jarvis.approval..",
                        "org.springframework..")
                .check(PRODUCT);
        slices().matching("dev.jarvis.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .check(PRODUCT);
    }

    @Test
    void connectorsTouchNoFileProcessSocketOrDatabaseThemselves() {
        noClasses()
                .that()
                .resideInAPackage("dev.jarvis.connectors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.sql..", "javax.sql..", "java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(PRODUCT);
    }

    @Test
    void nothingRunsAnExpressionThatCouldBeCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.script..", "org.springframework.expression..", "ognl..", "groovy..", "org.mvel2..")
                .check(PRODUCT);
    }

    @Test
    void expressionsAreCompiledInOneRoomAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.jarvis.platform.expression..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.re2j..", "com.jayway.jsonpath..", "io.burt.jmespath..")
                .check(PRODUCT);
    }

    @Test
    void theRoomOfExpressionsReachesNeitherClassesNorFilesNorTheNet() {
        noClasses()
                .that()
                .resideInAPackage("dev.jarvis.platform.expression..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang.reflect..", "java.lang.invoke..", "java.io..", "java.nio.file..", "java.net..")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(PRODUCT);
    }

    @Test
    void onlyTheApprovalRoomGivesConsent() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.jarvis.approval..")
                .should()
                .callConstructor(Consent.ByPerson.class, dev.jarvis.activity.Actor.class, String.class)
                .orShould()
                .callConstructor(
                        Consent.ByApproval.class, dev.jarvis.activity.Actor.class, java.util.UUID.class, String.class)
                .orShould()
                .callConstructor(Consent.ByPolicy.class, dev.jarvis.activity.Actor.class, String.class)
                .orShould()
                .callConstructor(Consent.BySystem.class, String.class)
                .check(PRODUCT);
    }

    @Test
    void aSecretHasNoSerializerButTheOneThatRefuses() {
        classes()
                .that()
                .areAssignableTo(StdSerializer.class)
                .and()
                .resideInAPackage("dev.jarvis.sdk..")
                .should()
                .haveFullyQualifiedName(Secret.class.getName() + "$Refusal")
                .check(PRODUCT);
    }
}

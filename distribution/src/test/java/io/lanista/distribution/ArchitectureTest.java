package io.lanista.distribution;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, where Maven's modules alone do not hold it. */
class ArchitectureTest {
  private static final String[] ADAPTERS = {
    "chain", "client", "http", "judges", "redis", "replays", "sandbox", "sql"
  };
  private static JavaClasses everything;

  /** Main classes of every module, plugins too, which are on no class path of ours. */
  @BeforeAll
  static void readAllModules() throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("..").toRealPath(), 4)) {
      List<Path> compiled =
          found.filter(path -> path.endsWith("target/classes")).filter(Files::isDirectory).toList();
      everything = new ClassFileImporter().importPaths(compiled);
    }
    assertThat(everything.size()).isGreaterThan(50);
  }

  @Test
  void portsKnowOnlyTheJdkAndThePluginMarker() {
    classes()
        .that()
        .resideInAPackage("io.lanista.ports..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("io.lanista.ports..", "java..", "org.pf4j.."))
        .check(everything);
  }

  @Test
  void coreKnowsPortsAndGuice() {
    classes()
        .that()
        .resideInAPackage("io.lanista.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.lanista.engine..",
                "io.lanista.ports..",
                "java..",
                "javax.crypto..",
                "jakarta.inject..",
                "com.google.inject..",
                "com.google.common..",
                "org.pf4j.."))
        .allowEmptyShould(true)
        .check(everything);
  }

  @Test
  void onlyThePluginPackageOfTheCoreKnowsThePluginHost() {
    noClasses()
        .that(
            resideInAnyPackage("io.lanista.engine..")
                .and(resideOutsideOfPackages("io.lanista.engine.plugin..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pf4j..")
        .allowEmptyShould(true)
        .check(everything);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    for (String adapter : ADAPTERS) {
      String[] others =
          Stream.of(ADAPTERS)
              .filter(other -> !other.equals(adapter))
              .map(other -> "io.lanista." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.lanista." + adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(everything);
    }
  }

  @Test
  void onlyHttpAmongTheAdaptersKnowsTheCore() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.lanista.chain..",
            "io.lanista.client..",
            "io.lanista.judges..",
            "io.lanista.redis..",
            "io.lanista.replays..",
            "io.lanista.sandbox..",
            "io.lanista.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lanista.engine..")
        .allowEmptyShould(true)
        .check(everything);
  }

  @Test
  void pluginsKnowOnlyPorts() {
    noClasses()
        .that()
        .resideInAPackage("io.lanista.plugins..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.lanista..")
                .and(resideOutsideOfPackages("io.lanista.ports..", "io.lanista.plugins..")))
        .allowEmptyShould(true)
        .check(everything);
  }

  @Test
  void nobodyKnowsTheDistribution() {
    noClasses()
        .that(resideOutsideOfPackages("io.lanista.distribution.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lanista.distribution..")
        .check(everything);
  }

  @Test
  void nobodyWritesToStandardStreamsOrJavaUtilLogging() {
    noClasses()
        .that(resideOutsideOfPackages("io.lanista.distribution.cli.."))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(everything);
  }

  @Test
  void packagesAreNamedAfterFeatures() {
    DescribedPredicate<JavaClass> nameless =
        resideInAnyPackage(
            "..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..");
    assertThat(everything.stream().filter(nameless)).isEmpty();
  }

  @Test
  void configurationFeaturesHaveNoCycles() {
    slices().matching("io.lanista.distribution.(*)..").should().beFreeOfCycles().check(everything);
  }
}

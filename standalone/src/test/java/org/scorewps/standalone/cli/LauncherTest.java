package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code score} in a small tree of its own, with a Java and a Maven that only tell that they were called. */
class LauncherTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** What the launcher may count on besides Java and Maven. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "head",
            "id",
            "locale",
            "ls",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sort",
            "touch");

    @TempDir
    private Path folder;

    private Path tree;
    private Path programs;

    private record Run(int exit, String out, String errors) {}

    @BeforeEach
    void plantTree() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a script for sh");
        programs = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.isExecutable(Path.of(place, tool)) && !Files.exists(programs.resolve(tool))) {
                    Files.createSymbolicLink(programs.resolve(tool), Path.of(place, tool));
                }
            }
        }
        program("java", """
                case $1 in
                    -version) echo 'openjdk version "17.0.1"' >&2 ;;
                    *) printf 'LC_ALL=%s CACHE=%s\\n' "${LC_ALL:-}" "${DJL_CACHE_DIR:-}"; printf '%s\\n' "$@" ;;
                esac
                """);
        tree = folder.resolve("tree");
        for (String module : List.of("standalone", "engine", "unused")) {
            write(module + "/pom.xml", module);
            write(module + "/src/main/java/A.java", module);
        }
        write("pom.xml", "root");
        write(".mvn/jvm.config", "");
        write("standalone/target/lib/engine-1.jar", "");
        write("standalone/target/standalone-1.jar", "");
        copy("score");
        copy("standalone/src/build/fingerprint");
        maven();
        built();
    }

    private void maven() throws Exception {
        program("mvn", "touch built; echo Maven is building\n");
    }

    private void built() throws Exception {
        Run run = sh(Map.of(), "sh tree/standalone/src/build/fingerprint");
        Files.writeString(tree.resolve("standalone/target/fingerprint"), run.out());
    }

    @Test
    void runsACopyInAFolderOfAnyName() throws Exception {
        // all files have new times, the program's are no newer than the sources'
        Run run = sh(
                Map.of(),
                "cp -r tree 'Büro 東京 дом' && cd 'Büro 東京 дом' && ./score segment 'Bild ä.tif' '船; дом' && ls && cd .. &&"
                        + " rm -r 'Büro 東京 дом'");
        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).contains("-Dscore.home=", "Büro 東京 дом\n", "\nsegment\nBild ä.tif\n船; дом\n");
        assertThat(run.out().lines()).doesNotContain("built");
    }

    @Test
    void timesOfFilesSayNothing() throws Exception {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean source = !file.toString().contains("target");
                Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(source ? 1_900_000_000 : 1)));
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(score(Map.of(), "doctor").errors()).isEmpty();
        assertThat(tree.resolve("built")).doesNotExist();
    }

    @Test
    void buildsWhenSourcesChange() throws Exception {
        write("unused/src/main/java/A.java", "changed");
        assertThat(score(Map.of()).errors()).isEmpty();
        for (String change : List.of("pom.xml", "engine/pom.xml", "engine/src/main/java/B.java", ".mvn/maven.config")) {
            write(change, "changed");
            Run run = score(Map.of());
            assertThat(run.errors()).contains("building again", "Maven is building");
            assertThat(run.exit()).isZero();
            built();
        }
        Files.delete(tree.resolve("engine/src/main/java/B.java"));
        assertThat(score(Map.of()).errors()).contains("building again");
    }

    @Test
    void runsWhatIsThereWhenItCannotBuild() throws Exception {
        write("engine/src/main/java/A.java", "changed");
        Files.delete(programs.resolve("mvn"));
        Run run = score(Map.of(), "doctor");
        assertThat(run.exit()).isZero();
        assertThat(run.errors()).contains("warning", "other sources", "Maven").hasLineCount(1);
        assertThat(run.out()).endsWith("doctor\n");
        Files.delete(tree.resolve("standalone/target/standalone-1.jar"));
        Run missing = score(Map.of(), "doctor");
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.errors()).contains("must be built first").hasLineCount(1);
    }

    @Test
    void aBuildThatFailsEndsTheCommand() throws Exception {
        write("engine/src/main/java/A.java", "changed");
        program("mvn", "echo no; exit 1\n");
        Run run = score(Map.of(), "doctor");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.errors()).contains("the build failed");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void asksForUtf8WhereTheLocaleHasAnotherCharacterSet() throws Exception {
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("LC_ALL", "C"), Map.of("LANG", "POSIX"))) {
            assertThat(score(environment).out()).containsPattern("(?i)LC_ALL=\\S+\\.utf-?8 ");
        }
        assertThat(score(Map.of("LC_CTYPE", "C.UTF-8")).out()).contains("LC_ALL= ");
    }

    @Test
    void anAccountWithoutAHomeUnpacksInAFolderOfItsOwn() throws Exception {
        program("id", "case $1 in -un) echo nobody-like-this ;; *) echo 4711 ;; esac\n");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        assertThat(score(Map.of("TMPDIR", temporary.toString())).out())
                .contains("CACHE=" + temporary + "/score-4711\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("score-4711"))))
                .isEqualTo("rwx------");
        assertThat(score(Map.of("HOME", folder.toString())).out()).contains("CACHE=\n");
        assertThat(score(Map.of("DJL_CACHE_DIR", "/elsewhere")).out()).contains("CACHE=/elsewhere\n");
        // somebody else's, or not what it seems to be
        Files.delete(temporary.resolve("score-4711"));
        Files.createSymbolicLink(temporary.resolve("score-4711"), folder);
        Run taken = score(Map.of("TMPDIR", temporary.toString()));
        assertThat(taken.exit()).isEqualTo(3);
        assertThat(taken.errors()).contains("DJL_CACHE_DIR");
    }

    private Run score(Map<String, String> environment, String... words) throws Exception {
        return sh(environment, "cd tree && exec ./score " + String.join(" ", words));
    }

    /** Runs a script: what has names beyond ASCII stays in there, where the locale of the tests doesn't matter. */
    private Run sh(Map<String, String> environment, String text) throws Exception {
        Path script = Files.writeString(folder.resolve("run.sh"), text);
        Path out = folder.resolve("out.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Run(exit, Files.readString(out), Files.readString(errors));
    }

    private void copy(String file) throws IOException {
        Path target = tree.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(ROOT.resolve(file), target);
    }

    private void write(String file, String text) throws IOException {
        Path target = tree.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    private void program(String name, String body) throws IOException {
        Path file = programs.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

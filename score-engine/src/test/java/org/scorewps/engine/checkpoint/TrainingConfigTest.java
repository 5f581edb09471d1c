package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.InvalidInputException;

class TrainingConfigTest {
    private static final String BASE = """
            DATASETS:
              TRAIN: ("coco_train",)
            SOLVER:
              BASE_LR: 1.25e-05
            INPUT:
              MIN_SIZE_TEST: 500
              FORMAT: "RGB"
            MODEL:
              PIXEL_MEAN: [122.7709383, 116.7460125, 104.09373615]
              MASK_FORMER:
                NHEADS: 4
                DEC_LAYERS: 10
                NUM_OBJECT_QUERIES: 300
            """;

    private static final String TRAINING = """
            _BASE_: base.yaml
            MODEL:
              MASK_FORMER:
                NHEADS: 8
              SEM_SEG_HEAD:
                NUM_CLASSES: 20
              SCORE:
                GEOMETRIC_ENSEMBLE_ALPHA: 0.2
            DATASETS:
              TRAIN: ["isaid_train_instance"]
            """;

    @TempDir
    private Path directory;

    @Test
    void readsTheAuthorsYamlWithItsBase() throws IOException {
        write("base.yaml", BASE);
        TrainingConfig config = TrainingConfig.read(write("training.yaml", TRAINING));
        assertThat(config.settings().get("decoder_heads").getAsInt()).isEqualTo(8);
        assertThat(config.settings().get("pixel_decoder_heads").getAsInt()).isEqualTo(8);
        assertThat(config.settings().get("alpha").getAsDouble()).isEqualTo(0.2);
        assertThat(config.settings().get("tile_size").getAsInt()).isEqualTo(512);
        assertThat(config.settings().get("pixel_mean").getAsJsonArray()).hasSize(3);
        assertThat(config.settings().get("title").getAsString()).isEqualTo("SCORE, trained on isaid_train_instance");
        assertThat(config.expected())
                .containsEntry("decoder.layers", new JsonPrimitive(9))
                .containsKey("decoder.queries");
        assertThat(config.trainClassCount()).hasValue(20);
        assertThat(config.differences(TestModels.config().architecture()))
                .hasValue("the weights are not those of " + directory.resolve("training.yaml")
                        + ": decoder.layers is 3, not 9, decoder.queries is 20, not 300");
    }

    @Test
    void refusesWhatThisSoftwareDoesNotCompute() throws IOException {
        assertRefused("INPUT: {FORMAT: BGR}\nMODEL: {}", "INPUT.FORMAT is \"BGR\", only RGB is supported");
        assertRefused("MODEL: {SEM_SEG_HEAD: {NORM: BN}}", "MODEL.SEM_SEG_HEAD.NORM is \"BN\", only GN is supported");
    }

    @Test
    void refusesWhatIsNoConfiguration() throws IOException {
        assertRefused("a: [1", "not valid YAML");
        assertRefused("- 1", "holds no YAML mapping");
        assertRefused("a: 1", "MODEL is missing");
        assertRefused("{\"a\": 1}", "neither a detectron2 configuration nor");
        assertRefused("{\"a\": ", "not valid JSON");
        assertRefused("MODEL: {MASK_FORMER: {NHEADS: many}}", "MODEL.MASK_FORMER.NHEADS must be a whole number");
        assertRefused("_BASE_: none.yaml\nMODEL: {}", "none.yaml: no such file");
        assertRefused("MODEL: 5", "MODEL is missing");
        assertRefused("MODEL: {A: " + "9".repeat(100_000) + "}", "line 1: a value of 100000 characters");
        assertRefused("MODEL: {A: '" + "9".repeat(100_000) + "'}", "line 1: a value of 100000 characters");
        assertRefused("MODEL: " + "[".repeat(100_000), "line 1: nested more than 30 deep");
        assertRefused("_BASE_: [x.yaml, x.yaml, x.yaml]\nMODEL: {}", "based on each other");
        for (int i = 0; i < 6; i++) {
            write(i + ".yaml", "_BASE_: [%1$d.yaml, %1$d.yaml, %1$d.yaml]".formatted(i + 1));
        }
        write("6.yaml", "MODEL: {}");
        assertRefused("_BASE_: 0.yaml", "more than 100 files make this configuration");
        assertRefused("_BASE_: x.yaml\nMODEL: {}", "more than 10 configurations based on each other");
        assertRefused("_BASE_: [{a: 1}]\nMODEL: {}", "_BASE_ is no file name");
        assertRefused("_BASE_: https://example.org/base.yaml\nMODEL: {}", "nothing is downloaded");
        assertRefused("MODEL: " + "[".repeat(1000) + "]".repeat(1000), "nested more than 30 deep");
        assertRefused("DEL:\n  775807le [1]\nINPUT: {X: 1.5,!!int 0Y: null}", "not valid YAML");
        assertRefused("INPUT: {X: !!int 0Y}\nMODEL: {}", "not valid YAML");
        assertRefused("MODEL: {? [a, b] : 1}", "a key is a list or mapping");
        assertRefused("MODEL: {}\n---\nMODEL: {}", "not valid YAML");
        assertRefused("MODEL: {MASK_FORMER: {NHEADS: .nan}}", "MODEL.MASK_FORMER.NHEADS must be a whole number");
        assertRefused("MODEL: {MASK_FORMER: {NHEADS: (8, 8)}}", "MODEL.MASK_FORMER.NHEADS must be a whole number");
    }

    /** A file of the same peculiarities as the authors': a key twice, texts that are Python's tuples, a base's base. */
    @Test
    void readsConfigurationsAsDetectron2Does() throws IOException {
        Files.createDirectories(directory.resolve("coco"));
        write("coco/ground.yaml", """
                MODEL:
                  WEIGHTS: "detectron2://somewhere/weights.pkl"
                  PIXEL_MEAN: (123.675, 116.280, 103.530)  # a comment
                  PIXEL_STD: [58.395, 57.120, 57.375]
                DATASETS:
                  TRAIN: ("coco_train",)
                INPUT:
                  FORMAT: "RGB"
                VERSION: 2
                """);
        write("coco/middle.yaml", """
                _BASE_: ground.yaml
                MODEL:
                  SEM_SEG_HEAD:
                    IN_FEATURES: ["res2", "res3"]
                    NORM: "BN"
                    TRANSFORMER_ENC_LAYERS: 3
                    NORM: "GN"
                    IN_FEATURES: ["res2", "res3", "res4", "res5"]
                    TRANSFORMER_ENC_LAYERS: 6
                  MASK_FORMER:
                    DEC_LAYERS: "10"
                    PRE_NORM: False
                """);
        TrainingConfig config = TrainingConfig.read(write("training.yaml", """
                _BASE_: coco/middle.yaml
                DATASETS:
                  TRAIN: ("first_set", 'second_set')
                SOLVER:
                  BASE_LR: 0.0000125
                MODEL:
                  SEM_SEG_HEAD:
                    NUM_CLASSES: 20
                  PIXEL_STD: "[68.5, 66.6, 70.3,]"
                  SCORE:
                    GEOMETRIC_ENSEMBLE_ALPHA: "4e-1"
                OUTPUT_DIR: 'somewhere'"""));
        assertThat(config.settings().get("title").getAsString()).isEqualTo("SCORE, trained on first_set");
        assertThat(config.settings().get("pixel_mean").toString()).isEqualTo("[123.675,116.280,103.530]");
        assertThat(config.settings().get("pixel_std").toString()).isEqualTo("[68.5,66.6,70.3]");
        assertThat(config.settings().get("alpha").getAsDouble()).isEqualTo(0.4);
        assertThat(config.settings().get("pre_norm").getAsBoolean()).isFalse();
        assertThat(config.expected())
                .containsEntry("pixel_decoder.layers", new JsonPrimitive(6))
                .containsEntry("decoder.layers", new JsonPrimitive(9));
        assertThat(config.trainClassCount()).hasValue(20);
    }

    /** PyYAML knows UTF-16 by its mark, and detectron2 whose home the tilde is. */
    @Test
    void readsOtherEncodingsAndHomes() throws IOException {
        String yaml = "MODEL: {}\nDATASETS:\n  TRAIN: ('日本',)\n";
        for (byte[] bytes : List.of(
                ("\ufeff" + yaml).getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + yaml).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + yaml).getBytes(StandardCharsets.UTF_16BE),
                yaml.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(directory.resolve("x.yaml"), bytes);
            assertThat(TrainingConfig.read(file).settings().get("title").getAsString())
                    .isEqualTo("SCORE, trained on 日本");
        }
        Path latin = Files.write(directory.resolve("x.yaml"), "MODEL: {A: é}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainingConfig.read(latin))
                .withMessageEndingWith("isn't text in UTF-8; save it in that encoding");
        assertRefused("_BASE_: ~/none/of/these.yaml", System.getProperty("user.home") + "/none/of/these.yaml: no such");
    }

    @Test
    void mergesSeveralBasesInTheirOrder() throws IOException {
        write("one.yaml", "MODEL: {MASK_FORMER: {NHEADS: 4, PRE_NORM: True}}");
        write("two.yaml", "MODEL: {MASK_FORMER: {NHEADS: 2}}");
        TrainingConfig config = TrainingConfig.read(write("x.yaml", "_BASE_: [one.yaml, two.yaml]"));
        assertThat(config.settings().get("decoder_heads").getAsInt()).isEqualTo(2);
        assertThat(config.settings().get("pre_norm").getAsBoolean()).isTrue();
    }

    @Test
    void refusesAliasesAndTagsByName() throws IOException {
        assertRefused("MODEL: &m {a: 1}\nINPUT: *m", "line 2: the alias *m is not supported");
        assertRefused(
                "MODEL: {}\nINPUT:\n  MIN_SIZE_TRAIN: !!python/object/apply:eval [\"[int(x) for x in range(5)]\"]",
                "line 3: the tag !!python/object/apply:eval is not supported, nothing of it was run");
        assertRefused("MODEL: {}\nSTEPS: !!python/tuple [1, 2]", "line 2: the tag !!python/tuple is not supported");
        assertRefused("MODEL: {}\na: !mine 1", "the tag !mine is not supported");
    }

    /** What Python 3.11's ast.literal_eval gives, written as JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "('a',) | ['a']",
                "('a') | 'a'",
                "() | []",
                "[] | []",
                "[('a', 1)] | [['a',1]]",
                "[[1]] | [[1]]",
                "('a' \"b\", 'c') | ['ab','c']",
                "`('a', # one, 'b'\n 'c',) # all` | ['a','c']",
                "[1,] | [1]",
                "1, 2 | [1,2]",
                "( 'a' , -1.5e-3, .5, 1., 1_000 ) | ['a',-0.0015,0.5,1,1000]",
                "[True, False, None] | [true,false,null]",
                "`  7 ` | 7",
                "'it\\'s' | `'it's'`",
            })
    void readsPythonLiterals(String text, String json) {
        String expected = json.startsWith("'") && json.endsWith("'")
                ? "\"" + json.substring(1, json.length() - 1) + "\""
                : json.replace('\'', '"');
        assertThat(PythonLiteral.read(text)).hasValueSatisfying(value -> assertThat(
                        new GsonBuilder().disableHtmlEscaping().create().toJson(value))
                .isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "(",
                ")",
                "(1",
                "1)",
                "[1)",
                "(,)",
                "[1 2]",
                "a",
                "ViT-L/14",
                "Trueish",
                "01",
                "1__0",
                "1_",
                "1.5.2",
                "12abc",
                "'a",
                "\"a'",
                "__import__('os').system('x')",
                "[x for x in y]",
                "2+2"
            })
    void takesTheRestForText(String text) {
        assertThat(PythonLiteral.read(text)).isEmpty();
    }

    @Test
    void survivesDeepLiterals() {
        assertThat(PythonLiteral.read("(".repeat(100_000))).isEmpty();
        assertThat(PythonLiteral.read("\"" + "\\\\".repeat(100_000))).isEmpty();
    }

    /** Whatever stands in a file: it is read, or refused in a line that begins with its name. */
    @Property(tries = 300)
    void readsOrRefuses(@ForAll("damaged") String text) throws IOException {
        Path file = Files.createTempFile("config", ".yaml");
        try {
            TrainingConfig.read(Files.writeString(file, text));
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> damaged() {
        String[] parts = {
            "MODEL",
            "INPUT",
            "DATASETS",
            "TRAIN",
            "FORMAT",
            "MASK_FORMER",
            "NHEADS",
            "PIXEL_MEAN",
            ": ",
            "\n",
            "\n  ",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            "\"",
            "'",
            "!!int ",
            "!!float ",
            "!!bool ",
            "!!null ",
            "!!map ",
            "!!seq ",
            "!!timestamp ",
            "&a ",
            "*a",
            "<<",
            "? ",
            "- ",
            "0x",
            "0b",
            "1:60",
            "2001-99-99",
            "1e999999999",
            "_",
            "#",
            "%",
            "---",
            "\u0000",
            "\t",
            "|",
            ">",
            ".inf",
            ".nan",
            "-",
            "8"
        };
        return Arbitraries.of(parts).list().ofMaxSize(40).map(list -> "MODEL: {}\n" + String.join("", list));
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = write("x.yaml", text);
        assertThatThrownBy(() -> TrainingConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}

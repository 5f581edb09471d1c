package org.scorewps.engine.network.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorewps.engine.InvalidInputException;

/** Ids against those that open_clip gave. */
class BytePairTokenizerTest {
    private static final BytePairTokenizer TOKENIZER = new BytePairTokenizer(77);
    private static final BytePairTokenizer SHORT = new BytePairTokenizer(9);

    /** Cases of open_clip's that are damaged text or HTML: it repairs them, we leave them as they are. */
    private static final Set<String> DAMAGED = Set.of(
            "&amp;lt;b&amp;gt; &amp; &quot;",
            "&lt;endoftext&gt;",
            "sch\u00c3\u00b6n",
            "\u00e2\u20ac\u0153quoted\u00e2\u20ac\u009d",
            "\u0000control\u0007");

    record Expected(String text, String clean, List<Long> ids) {}

    static Stream<Expected> reference() throws IOException {
        return Stream.concat(read("tokenizer.json"), read("cleaning.json"))
                .filter(expected -> !DAMAGED.contains(expected.text()));
    }

    static Stream<Expected> cleaning() throws IOException {
        return read("cleaning.json");
    }

    private static Stream<Expected> read(String resource) throws IOException {
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(BytePairTokenizerTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8)) {
            List<Expected> cases = new Gson().fromJson(reader, new TypeToken<List<Expected>>() {}.getType());
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("reference")
    void givesTheIdsOfOpenClip(Expected expected) {
        int[] ids = TOKENIZER.encode(expected.text());
        assertThat(ids)
                .hasSize(77)
                .startsWith(expected.ids().stream().mapToInt(Long::intValue).toArray());
        assertThat(Arrays.stream(ids).skip(expected.ids().size())).allMatch(id -> id == 0);
    }

    @ParameterizedTest
    @MethodSource("cleaning")
    void cleansTextAsOpenClipDoes(Expected expected) {
        assertThat(TextCleaner.clean(expected.text())).isEqualTo(expected.clean());
    }

    @Test
    void cutsLongTextAndEndsIt() {
        assertThat(new BytePairTokenizer(4).encode("ship ship ship ship"))
                .containsExactly(BytePairTokenizer.START, 1158, 1158, BytePairTokenizer.END);
        assertThat(new BytePairTokenizer(2).encode("ship"))
                .containsExactly(BytePairTokenizer.START, BytePairTokenizer.END);
    }

    @Test
    void refusesEndlessText() {
        assertThatThrownBy(() -> TOKENIZER.encode("x".repeat(1 << 20)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a text of 1048576 characters is too long, at most 2000 are allowed");
    }

    /** A moment on any machine; an algorithm that tries all ways of merging would not end within years. */
    @Test
    @Timeout(300)
    void longestWordIsNoTrouble() {
        String worst = IntStream.range(0, BytePairTokenizer.MAX_LENGTH)
                .mapToObj(i -> Character.toString('a' + i * 7 % 26))
                .reduce("", String::concat);
        assertThat(TOKENIZER.encode(worst)).endsWith(BytePairTokenizer.END);
    }

    @Test
    void manyThreadsGetTheSame() {
        List<String> texts = IntStream.range(0, 2000)
                .mapToObj(i -> "aerial photo of vehicle" + i % 50)
                .toList();
        List<int[]> alone = texts.stream().map(TOKENIZER::encode).toList();
        BytePairTokenizer shared = new BytePairTokenizer(77);
        assertThat(texts.parallelStream().map(shared::encode).toList()).containsExactlyElementsOf(alone);
    }

    @Property(tries = 300)
    void shorterContextIsTheBeginning(@ForAll @StringLength(max = 300) String text) {
        int[] ids = TOKENIZER.encode(text);
        assertThat(ids[0]).isEqualTo(BytePairTokenizer.START);
        assertThat(ids).contains(BytePairTokenizer.END);
        assertThat(SHORT.encode(text)).startsWith(Arrays.copyOf(ids, SHORT.contextLength() - 1));
    }

    @Property(tries = 1000)
    void cleaningEnds(@ForAll @StringLength(max = 200) String text) {
        assertThat(TextCleaner.clean(text))
                .doesNotContain("  ")
                .isEqualTo(TextCleaner.clean(text).strip());
    }
}

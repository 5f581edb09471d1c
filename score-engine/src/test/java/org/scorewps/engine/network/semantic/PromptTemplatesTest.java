package org.scorewps.engine.network.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

class PromptTemplatesTest {
    private static final List<String> TRAINED = List.of(
            "ship",
            "storage_tank",
            "baseball_diamond",
            "tennis_court",
            "basketball_court",
            "Ground_Track_Field",
            "Bridge",
            "Large_Vehicle",
            "Small_Vehicle",
            "Helicopter",
            "Swimming_pool",
            "Roundabout",
            "Soccer_ball_field",
            "plane",
            "Harbor");

    private static final Vocabulary TESTED = Vocabulary.parse(
            "airplane; ship; storage tank; baseball diamond; tennis court,court; harbor; bridge; vehicle,car,truck");

    @SuppressWarnings("NamingConvention") // named as in the file
    record Prompts(List<String> test_prompts, List<String> train_prompts) {}

    @Test
    void promptsAreTheAuthors() throws IOException {
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(PromptTemplatesTest.class.getResourceAsStream("prompts.json")),
                StandardCharsets.UTF_8)) {
            Prompts expected = new Gson().fromJson(reader, Prompts.class);
            assertThat(PromptTemplates.AERIAL.prompts(TESTED.classes())).isEqualTo(expected.test_prompts());
            assertThat(PromptTemplates.AERIAL.prompts(TRAINED.stream()
                            .map(name -> new ClassName(List.of(name)))
                            .toList()))
                    .isEqualTo(expected.train_prompts());
        }
    }

    @Test
    void tellsSeenClassesByAnyOfTheirNames() {
        SeenClasses classes = new SeenClasses(TRAINED);
        assertThat(TESTED.classes().stream().map(classes::seen))
                .containsExactly(false, true, true, true, true, true, true, false);
        assertThat(new SeenClasses(List.of("vehicle,car")).seen(new ClassName(List.of("lorry", "Car"))))
                .isTrue();
    }

    @Test
    void namesAreSplitButNotStripped() {
        assertThat(ClassName.promptNames("Tennis_Court, Clay-Court")).containsExactly("tennis court", " clay court");
    }

    @Test
    void templateNeedsAPlaceForTheName() {
        assertThatThrownBy(() -> new PromptTemplates(List.of("a photo of {}.", "a photo")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prompt template \"a photo\" has no {} for the name");
    }
}

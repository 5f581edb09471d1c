package org.scorewps.engine.network.semantic;

import java.util.List;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * Prompts of class names: each name is put into each template, and the text tower's answers are averaged over the
 * templates.
 *
 * @param templates sentences with {@code {}} in place of the name
 */
public record PromptTemplates(List<String> templates) {
    private static final String PLACE = "{}";

    /** The 18 templates for aerial scenes that the authors use: three articles by six kinds of picture. */
    public static final PromptTemplates AERIAL = new PromptTemplates(Stream.of("", "a ", "the ")
            .flatMap(article -> Stream.of("imagery", "photo", "view").flatMap(kind -> Stream.of("satellite ", "aerial ")
                    .map(source -> source + kind + " of " + article + PLACE + ".")))
            .toList());

    /** Copies the list and checks that each template has a place for the name. */
    public PromptTemplates {
        templates = List.copyOf(templates);
        if (templates.isEmpty()) {
            throw new InvalidInputException("a model needs at least one prompt template");
        }
        for (String template : templates) {
            if (!template.contains(PLACE)) {
                throw new InvalidInputException("prompt template \"" + template + "\" has no {} for the name");
            }
        }
    }

    /** The number of prompts that one name gives. */
    public int size() {
        return templates.size();
    }

    /** The prompts of one name, in the order of the templates. */
    public List<String> prompts(String name) {
        return templates.stream().map(template -> template.replace(PLACE, name)).toList();
    }

    /** The prompts of all names of all classes: class by class, name by name, template by template. */
    public List<String> prompts(List<ClassName> classes) {
        return classes.stream()
                .flatMap(one -> one.promptNames().stream())
                .flatMap(name -> prompts(name).stream())
                .toList();
    }
}

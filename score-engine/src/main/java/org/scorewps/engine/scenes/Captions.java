package org.scorewps.engine.scenes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.catalog.SceneType;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Says in sentences what a scene shows. */
final class Captions {
    private static final List<String> VIEWS =
            List.of("an aerial image of %s", "a satellite image of %s", "%s seen from above", "an overhead view of %s");
    private static final List<String> NUMBERS =
            List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private Captions() {}

    /** Two sentences: what kind of place it is, and what can be counted there. */
    static List<String> of(SceneType type, List<SceneObject> objects, SceneRandom random) {
        String place = withArticle(type.label());
        List<String> captions = new ArrayList<>();
        captions.add(sentence(random.pick(VIEWS).formatted(place)));
        Map<SceneClass, Integer> counts = new EnumMap<>(SceneClass.class);
        objects.forEach(object -> counts.merge(object.kind(), 1, Integer::sum));
        if (!counts.isEmpty()) {
            String things = counts.entrySet().stream()
                    .sorted(Map.Entry.<SceneClass, Integer>comparingByValue().reversed())
                    .limit(4)
                    .map(entry -> counted(random.pick(entry.getKey().names().names()), entry.getValue()))
                    .collect(Collectors.joining(", "));
            int comma = things.lastIndexOf(", ");
            String list = comma < 0 ? things : things.substring(0, comma) + " and " + things.substring(comma + 2);
            captions.add(sentence(random.pick(VIEWS).formatted(place + " with " + list)));
        }
        return captions;
    }

    private static String counted(String name, int count) {
        if (count == 1) {
            return withArticle(name);
        }
        return (count < NUMBERS.size() ? NUMBERS.get(count) : "many") + " " + plural(name);
    }

    private static String plural(String name) {
        if (name.endsWith("craft")) {
            return name;
        }
        return name.endsWith("s") || name.endsWith("ch") ? name + "es" : name + "s";
    }

    private static String withArticle(String name) {
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}

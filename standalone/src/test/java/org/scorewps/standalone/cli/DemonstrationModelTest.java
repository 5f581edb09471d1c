package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTReader;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.catalog.SceneClass;

/** What a newcomer sees: the shipped model finds objects where it never was. */
@Tag("slow")
class DemonstrationModelTest {
    private static final Path SHIPPED = Path.of("../demonstration");
    private static final String MODEL = SHIPPED.resolve("models/demonstration").toString();

    /** The shipped scene's seed, index and size; see the README beside it. */
    private static final long SEED = 2026;

    private static final long INDEX = 12;
    private static final int SIZE = 2048;

    /** The shipped scene's upper left corner in its CRS, metres. */
    private static final double LEFT = 360_000;

    private static final double TOP = 5_000_000;

    private static final Pattern FEATURE = Pattern.compile("[^,]*,\"(?<shape>[^\"]*)\",(?<name>[^,]*),.*");

    /** Some way below what it reaches: rounding differs between processors. */
    private static final double LEAST_AP50 = 0.45;

    private static final double LEAST_AP50_TILED = 0.3;

    private static final double LEAST_RECALL = 0.7;
    private static final double LEAST_PRECISION = 0.45;

    @TempDir
    private Path temp;

    @Test
    void findsObjectsOnScenesThatItNeverSaw() throws Exception {
        String scenes = temp.resolve("scenes").toString();
        CommandRun made = run("scenes --seed 515 --count 40 --size 256 --coarsest 0.5 --out", scenes);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(ap50("evaluate", scenes)).isGreaterThan(LEAST_AP50);
    }

    @Test
    void theServiceFindsWhatIsSpreadOverManyTiles() throws Exception {
        String scenes = temp.resolve("scenes").toString();
        CommandRun made = run("scenes --seed 516 --count 4 --size 640 --coarsest 0.5 --out", scenes);
        assertThat(made.code()).as(made.err()).isZero();
        double tiled = ap50("evaluate --tiled", scenes);
        assertThat(tiled).isGreaterThan(LEAST_AP50_TILED);
        assertThat(tiled).as("more than one look at the whole picture finds").isGreaterThan(ap50("evaluate", scenes));
    }

    private double ap50(String command, String scenes) throws Exception {
        Path numbers = temp.resolve("numbers.json");
        CommandRun run = run(
                command + " --split base --model",
                MODEL,
                "--data",
                scenes + "/instances.json",
                "--out",
                numbers.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return JsonParser.parseString(Files.readString(numbers))
                .getAsJsonObject()
                .getAsJsonObject("means")
                .getAsJsonObject("max_detections_300")
                .get("AP50")
                .getAsDouble();
    }

    @Test
    void findsTheShipsOfTheShippedScene() throws Exception {
        GeneratedScene truth = SceneGenerator.generate(SEED, INDEX, SIZE);
        int columns = 512;
        int first = 1000;
        double metres = truth.groundResolution();
        String roi = "%s,%s,%s,%s"
                .formatted(LEFT + first * metres, TOP - 2 * columns * metres, LEFT + (first + columns) * metres, TOP);
        Path out = temp.resolve("ships.csv");
        CommandRun run = run(
                "segment --classes ship,vessel --model",
                MODEL,
                "--roi",
                roi,
                "--out",
                out.toString(),
                SHIPPED.resolve("rasters/harbour.tif").toString());
        assertThat(run.code()).as(run.err()).isZero();
        List<RunLengthMask> found = found(out, metres);
        List<RunLengthMask> ships = masks(truth, Set.of(SceneClass.SHIP)).stream()
                .filter(mask -> {
                    RunLengthMask.Box box = mask.boundingBox();
                    return box.x() >= first
                            && box.x() + box.width() <= first + columns
                            && box.y() + box.height() <= 2 * columns;
                })
                .toList();
        assertThat(ships).hasSizeGreaterThan(15);
        assertThat(part(ships, found)).as("ships that are found").isGreaterThan(LEAST_RECALL);
        // who asks for ships alone gets sailboats too
        List<RunLengthMask> afloat = masks(truth, Set.of(SceneClass.SHIP, SceneClass.SAILBOAT));
        assertThat(part(found, afloat)).as("of what is found, ships").isGreaterThan(LEAST_PRECISION);
    }

    private static List<RunLengthMask> masks(GeneratedScene scene, Set<SceneClass> kinds) {
        return scene.objects().stream()
                .filter(object -> kinds.contains(object.kind()))
                .map(SceneObject::mask)
                .toList();
    }

    /** The part of some masks that one of the others overlaps by half. */
    private static double part(List<RunLengthMask> masks, List<RunLengthMask> others) {
        return masks.stream()
                .mapToInt(mask -> others.stream().anyMatch(other -> mask.iou(other) >= 0.5) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static List<RunLengthMask> found(Path csv, double metres) throws Exception {
        List<RunLengthMask> found = new ArrayList<>();
        for (String line : Files.readAllLines(csv)) {
            Matcher feature = FEATURE.matcher(line);
            if (feature.matches() && feature.group("name").equals("ship")) {
                var geometry = new WKTReader().read(feature.group("shape"));
                found.add(RunLengthMask.union(IntStream.range(0, geometry.getNumGeometries())
                        .mapToObj(i -> mask((Polygon) geometry.getGeometryN(i), metres))
                        .toList()));
            }
        }
        return found;
    }

    private static RunLengthMask mask(Polygon polygon, double metres) {
        Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
        return RunLengthMask.ofPolygon(
                SIZE,
                SIZE,
                IntStream.range(0, 2 * ring.length)
                        .mapToDouble(i -> i % 2 == 0 ? (ring[i / 2].x - LEFT) / metres : (TOP - ring[i / 2].y) / metres)
                        .toArray());
    }

    /** The words of a command, then arguments as they are. */
    private static CommandRun run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}

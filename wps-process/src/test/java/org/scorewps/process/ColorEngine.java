package org.scorewps.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileCost;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * An engine that segments by colour, so that what comes out can be compared with what was painted. Each connected blob
 * of the pure colour that a class is named after ({@code red}, {@code green}, ...) is a detection; other classes find
 * nothing. Logits are the blob's share of a small neighbourhood of each sample, less a half. The score is the share of
 * the tile that isn't covered, so larger parts score lower. The class score of a place is the share of its colour there.
 */
public final class ColorEngine implements SegmentationEngine {
    /** Samples are this many pixels apart, as SCORE's. */
    public static final int STRIDE = 4;

    private static final Map<String, Integer> COLORS =
            Map.of("red", 0xff0000, "green", 0x00ff00, "blue", 0x0000ff, "yellow", 0xffff00, "white", 0xffffff);

    private final ModelInfo model;
    private final int most;
    private TileCost cost = TileCost.UNKNOWN;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger tiles = new AtomicInteger();
    private volatile IntPredicate failing = tile -> false;
    private volatile Throwable failure = new IllegalStateException("the tile was lost");
    private volatile Predicate<ImageTile> unseen = tile -> false;
    private volatile Predicate<ImageTile> held = tile -> false;

    /** @param tileSize side of the tiles that it asks for */
    public ColorEngine(int tileSize) {
        this(tileSize, OptionalDouble.empty());
    }

    /**
     * @param tileSize side of the tiles that it asks for
     * @param queries how many blobs it says that it finds in a tile at most
     * @param most how many it finds at most, the first ones from the top
     */
    public ColorEngine(int tileSize, int queries, int most) {
        this(tileSize, queries, most, OptionalDouble.empty());
    }

    /**
     * @param tileSize side of the tiles that it asks for
     * @param groundResolution metres a pixel that it says it was trained at
     */
    public ColorEngine(int tileSize, OptionalDouble groundResolution) {
        this(tileSize, 1000, 1000, groundResolution);
    }

    private ColorEngine(int tileSize, int queries, int most, OptionalDouble groundResolution) {
        this.most = most;
        model = new ModelInfo(
                "color",
                "Blobs of pure colour",
                List.of("red"),
                tileSize,
                queries,
                groundResolution,
                new InferenceSettings(0.4, 0.8, 0, 100),
                "00");
    }

    /** Services for the registry that use this engine. */
    public ScoreServices services() {
        return new ScoreServices(() -> this, CoverageSource.NONE, ProcessLimits.DEFAULT);
    }

    /** Sessions that weren't closed. */
    public int openSessions() {
        return open.get();
    }

    /** Says that this is what its tiles cost; without it, it knows nothing about itself. */
    public void costs(TileCost tileCost) {
        cost = tileCost;
    }

    @Override
    public TileCost cost(String name, int width, int height) {
        return cost;
    }

    /** Tiles submitted so far. */
    public int tiles() {
        return tiles.get();
    }

    /** Lets tiles fail, counted from 1. */
    public void failAt(IntPredicate tile) {
        failing = tile;
    }

    /** Lets tiles fail by what they are. */
    public void failOn(Predicate<ImageTile> which) {
        unseen = which;
    }

    /** How tiles fail that do. */
    public void failWith(Throwable thrown) {
        failure = thrown;
    }

    /** From now on, tiles aren't answered. */
    public void hold() {
        holdOn(tile -> true);
    }

    /** Tiles of that kind aren't answered. */
    public void holdOn(Predicate<ImageTile> which) {
        held = which;
    }

    private <R> CompletableFuture<R> answer(ImageTile tile, Supplier<R> look) {
        if (failing.test(tiles.incrementAndGet()) || unseen.test(tile)) {
            return CompletableFuture.failedFuture(failure);
        }
        return held.test(tile) ? new CompletableFuture<>() : CompletableFuture.completedFuture(look.get());
    }

    @Override
    public List<ModelInfo> models() {
        return List.of(model);
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public ModelInfo model(Optional<String> name) {
        if (!name.orElse(model.name()).equals(model.name())) {
            throw new InvalidInputException("model \"" + name.get() + "\" isn't installed; there are: color");
        }
        return model;
    }

    @Override
    public SegmentationSession open(String name, Vocabulary vocabulary, InferenceSettings settings) {
        open.incrementAndGet();
        return new SegmentationSession() {
            @Override
            public CompletableFuture<List<Detection>> submit(ImageTile tile) {
                return answer(tile, () -> detect(tile, vocabulary, settings));
            }

            @Override
            public CompletableFuture<SemanticMap> submitSemantic(ImageTile tile) {
                return answer(tile, () -> classScores(tile, vocabulary));
            }

            @Override
            public CompletableFuture<TileFindings> submitBoth(ImageTile tile) {
                return answer(
                        tile,
                        () -> new TileFindings(detect(tile, vocabulary, settings), classScores(tile, vocabulary)));
            }

            @Override
            public boolean novel(int classIndex) {
                return !vocabulary.classes().get(classIndex).name().equals("red");
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {}

    private List<Detection> detect(ImageTile tile, Vocabulary vocabulary, InferenceSettings settings) {
        List<Detection> detections = new ArrayList<>();
        for (int index = 0; index < vocabulary.size(); index++) {
            Integer color = COLORS.get(vocabulary.classes().get(index).name().toLowerCase(Locale.ROOT));
            if (color != null) {
                for (boolean[] blob : blobs(tile, color)) {
                    detections.add(detection(tile, index, blob));
                }
            }
        }
        return detections.stream()
                .filter(detection -> detection.score() >= settings.minScore())
                .limit(Math.min(most, settings.maxInstances()))
                .toList();
    }

    /** A class's score is the share of its colour in a sample's own pixels. */
    private static SemanticMap classScores(ImageTile tile, Vocabulary vocabulary) {
        int columns = (tile.width() + STRIDE - 1) / STRIDE;
        int rows = (tile.height() + STRIDE - 1) / STRIDE;
        float[] scores = new float[vocabulary.size() * columns * rows];
        for (int index = 0; index < vocabulary.size(); index++) {
            Integer color = COLORS.get(vocabulary.classes().get(index).name().toLowerCase(Locale.ROOT));
            if (color != null) {
                boolean[] pixels = pixels(tile, color);
                for (int i = 0; i < columns * rows; i++) {
                    scores[index * columns * rows + i] =
                            share(tile, pixels, i / columns * STRIDE, i % columns * STRIDE);
                }
            }
        }
        return new SemanticMap(vocabulary.size(), columns, rows, STRIDE, scores);
    }

    private static boolean[] pixels(ImageTile tile, int color) {
        boolean[] pixels = new boolean[tile.width() * tile.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = near(tile.rgb()[3 * i], color >> 16)
                    && near(tile.rgb()[3 * i + 1], color >> 8)
                    && near(tile.rgb()[3 * i + 2], color);
        }
        return pixels;
    }

    private static List<boolean[]> blobs(ImageTile tile, int color) {
        boolean[] todo = pixels(tile, color);
        List<boolean[]> blobs = new ArrayList<>();
        for (int i = 0; i < todo.length; i++) {
            if (todo[i]) {
                blobs.add(flood(todo, i, tile.width()));
            }
        }
        return blobs;
    }

    private static boolean near(byte sample, int color) {
        return Math.abs((sample & 0xff) - (color & 0xff)) < 100;
    }

    private static boolean[] flood(boolean[] todo, int seed, int width) {
        boolean[] blob = new boolean[todo.length];
        Deque<Integer> queue = new ArrayDeque<>(List.of(seed));
        todo[seed] = false;
        while (!queue.isEmpty()) {
            int i = queue.remove();
            blob[i] = true;
            int[] neighbours = {i % width > 0 ? i - 1 : i, i % width < width - 1 ? i + 1 : i, i - width, i + width};
            for (int next : neighbours) {
                if (next >= 0 && next < todo.length && todo[next]) {
                    todo[next] = false;
                    queue.add(next);
                }
            }
        }
        return blob;
    }

    private static Detection detection(ImageTile tile, int classIndex, boolean[] blob) {
        int columns = (tile.width() + STRIDE - 1) / STRIDE;
        int rows = (tile.height() + STRIDE - 1) / STRIDE;
        float[] logits = new float[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                logits[row * columns + column] = share(tile, blob, row * STRIDE, column * STRIDE) - 0.5f;
            }
        }
        int pixels = 0;
        for (boolean one : blob) {
            pixels += one ? 1 : 0;
        }
        float score = 1 - (float) pixels / blob.length / 2;
        return new Detection(classIndex, score, new MaskLogits(columns, rows, STRIDE, logits));
    }

    /** Share of the blob in the sample's own 4 x 4 pixels, those beyond the tile left out. */
    private static float share(ImageTile tile, boolean[] blob, int y0, int x0) {
        int inside = 0;
        int all = 0;
        for (int y = y0; y < Math.min(y0 + STRIDE, tile.height()); y++) {
            for (int x = x0; x < Math.min(x0 + STRIDE, tile.width()); x++) {
                inside += blob[y * tile.width() + x] ? 1 : 0;
                all++;
            }
        }
        return (float) inside / all;
    }
}

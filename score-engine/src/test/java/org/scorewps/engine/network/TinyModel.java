package org.scorewps.engine.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The reference's tiny model, its pictures and its classes. */
public final class TinyModel {
    public static final Path REFERENCE = Path.of("src/test/resources/reference");
    public static final Path CHECKPOINT = REFERENCE.resolve("weights/score_tiny.pth");
    public static final Vocabulary CLASSES = Vocabulary.parse(
            "airplane;ship;storage tank;baseball diamond;tennis court,court;harbor;bridge;vehicle,car,truck");

    private TinyModel() {}

    /** Imports a checkpoint of its dimensions. */
    public static ModelDirectory importTo(Path out, Path checkpoint, Map<String, Object> settings) {
        return importTo(out, checkpoint, REFERENCE.resolve("config_tiny.json"), settings);
    }

    /** Imports a checkpoint with a configuration of its own. */
    public static ModelDirectory importTo(Path out, Path checkpoint, Path config, Map<String, Object> settings) {
        return CheckpointImporter.importModel(
                new ImportRequest(
                        checkpoint, Optional.empty(), Optional.empty(), out, Optional.of(config), settings, false),
                ImportListener.NONE);
    }

    /** The pictures of one input. */
    public static List<ImageTile> tiles(String input) throws IOException {
        List<ImageTile> tiles = new ArrayList<>();
        try (SafetensorsFile file = SafetensorsFile.open(REFERENCE.resolve("golden/" + input + "/input.safetensors"))) {
            for (int i = 0; file.contains("img" + i + ".image_uint8"); i++) {
                TensorInfo info = file.info("img" + i + ".image_uint8");
                int height = info.shape().get(1).intValue();
                int width = info.shape().get(2).intValue();
                ByteBuffer planes = file.data(info.name());
                byte[] rgb = new byte[3 * height * width];
                for (int c = 0; c < 3; c++) {
                    for (int p = 0; p < height * width; p++) {
                        rgb[3 * p + c] = planes.get(c * height * width + p);
                    }
                }
                tiles.add(new ImageTile(width, height, rgb));
            }
        }
        return tiles;
    }
}

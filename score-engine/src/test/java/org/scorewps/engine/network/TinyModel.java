package org.scorewps.engine.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.checkpoint.CheckpointFile;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
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

    /** A directory of fixtures with some of the inputs, to be changed. */
    public static Path fixtures(Path out, String... inputs) throws IOException {
        List<String> names = new ArrayList<>(List.of(
                "config_tiny.json", "weights/score_tiny.pth", "golden/measured.json", "golden/text.safetensors"));
        for (String input : inputs) {
            try (Stream<Path> files = Files.list(REFERENCE.resolve("golden/" + input))) {
                files.forEach(file -> names.add(REFERENCE.relativize(file).toString()));
            }
        }
        for (String name : names) {
            Path target = out.resolve(name);
            Files.createDirectories(target.getParent());
            Files.copy(REFERENCE.resolve(name), target);
        }
        return out;
    }

    /** Changes one float32 tensor of a file of tensors, which is a safetensors file afterwards. */
    public static void change(Path file, String tensor, Consumer<FloatBuffer> change) throws IOException {
        Path changed = file.resolveSibling("changed");
        try (TensorSource source = CheckpointFile.open(file)) {
            write(changed, source.tensors(), info -> {
                ByteBuffer data = source.data(info.name());
                if (!info.name().equals(tensor)) {
                    return data;
                }
                ByteBuffer copy = ByteBuffer.allocate(data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
                copy.put(data).flip();
                change.accept(copy.asFloatBuffer());
                return copy;
            });
        }
        Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a file of tensors. */
    public static void write(Path path, List<TensorInfo> tensors, Function<TensorInfo, ByteBuffer> data)
            throws IOException {
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, tensors, Map.of())) {
            for (TensorInfo info : tensors) {
                writer.write(data.apply(info));
            }
            writer.finish();
        }
    }
}

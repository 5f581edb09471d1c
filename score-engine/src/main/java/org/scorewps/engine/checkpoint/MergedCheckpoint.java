package org.scorewps.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/**
 * A SCORE checkpoint with the CLIP files that fill in what it lacks. Where both have a tensor the checkpoint's own is
 * taken, as the authors' code does: it loads the CLIP files first and the checkpoint over them.
 */
final class MergedCheckpoint implements TensorSource {
    private static final String TRAIN_CLASS_WEIGHTS = "criterion.empty_weight";

    /** Buffers that training or CLIP's own code keeps beside the weights and that can be computed or are not needed. */
    private static final Pattern NOT_NEEDED = Pattern.compile("criterion\\.empty_weight|pixel_mean|pixel_std"
            + "|(.*\\.)?attn_mask|(.*\\.)?(visual\\.)?(input_resolution|context_length|vocab_size)"
            + "|.*\\.num_batches_tracked");

    /** Where a tensor comes from. */
    private record Origin(TensorSource source, String name) {}

    private final List<TensorSource> sources = new ArrayList<>();
    private final Map<String, Origin> tensors = new LinkedHashMap<>();

    private MergedCheckpoint() {}

    /**
     * Opens the files of a request.
     *
     * @throws InvalidInputException when one can't be read
     */
    static MergedCheckpoint open(ImportRequest request) throws IOException {
        MergedCheckpoint merged = new MergedCheckpoint();
        try {
            merged.add(request.score(), "");
            if (request.clip().isPresent()) {
                merged.addClip(request.clip().get(), ExpectedTensors.CLIP);
            }
            if (request.remoteClip().isPresent()) {
                merged.addClip(request.remoteClip().get(), ExpectedTensors.CONTEXT_CLIP);
            }
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    private TensorSource add(Path file, String prefix) {
        TensorSource source = CheckpointFile.open(file);
        sources.add(source);
        source.tensors().forEach(info -> tensors.putIfAbsent(prefix + info.name(), new Origin(source, info.name())));
        return source;
    }

    private void addClip(Path file, String prefix) {
        TensorSource source = add(file, prefix);
        if (source.tensors().stream().noneMatch(info -> info.name().startsWith("visual."))) {
            throw new InvalidInputException(
                    file + ": has no image tower (no tensor visual.*), a CLIP model's weights are needed");
        }
    }

    /** The number of training classes, where the checkpoint tells it. */
    Optional<Integer> trainClassCount() {
        return Optional.ofNullable(tensors.get(TRAIN_CLASS_WEIGHTS))
                .map(origin -> origin.source().info(origin.name()).elements())
                // one of the weights is for "no object"
                .map(count -> (int) Math.min(Integer.MAX_VALUE, count - 1));
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.keySet().stream()
                .filter(name -> !NOT_NEEDED.matcher(name).matches())
                .map(this::info)
                .toList();
    }

    @Override
    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public TensorInfo info(String name) {
        Origin origin = origin(name);
        TensorInfo info = origin.source().info(origin.name());
        return new TensorInfo(name, info.type(), info.shape());
    }

    @Override
    public ByteBuffer data(String name) {
        Origin origin = origin(name);
        return origin.source().data(origin.name());
    }

    @Override
    public void close() throws IOException {
        for (TensorSource source : sources) {
            source.close();
        }
    }

    private Origin origin(String name) {
        Origin origin = tensors.get(name);
        if (origin == null) {
            throw new InvalidInputException("there is no tensor " + name);
        }
        return origin;
    }
}

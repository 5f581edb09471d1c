package org.scorewps.engine.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.scorewps.engine.InvalidInputException;

/**
 * Models in memory. Each is loaded when it is first needed, once, however many requests ask at the same time. When its
 * directory has changed, later requests get the new one, and the old one is freed after its last request.
 */
final class ModelStore implements AutoCloseable {
    private final SegmenterLoader loader;
    private final Map<String, Loaded> current = new HashMap<>();

    private static final class Loaded {
        private final ModelCatalog.Version version;
        private final CompletableFuture<Segmenter> segmenter = new CompletableFuture<>();
        private int users;
        private boolean replaced;

        Loaded(ModelCatalog.Version version) {
            this.version = version;
        }
    }

    /** A request's hold on a model: it stays in memory until closed. */
    final class Lease implements AutoCloseable {
        private final Loaded loaded;

        private Lease(Loaded loaded) {
            this.loaded = loaded;
        }

        Segmenter segmenter() {
            return loaded.segmenter.join();
        }

        @Override
        public void close() {
            release(loaded);
        }
    }

    /** @param loader loads models */
    ModelStore(SegmenterLoader loader) {
        this.loader = loader;
    }

    /**
     * Gives a model, after loading it or waiting for somebody else who loads it.
     *
     * @throws InvalidInputException when it can't be loaded
     */
    Lease lease(ModelCatalog.Entry entry) {
        String name = entry.directory().name();
        Loaded mine;
        boolean load;
        List<Segmenter> unused = new ArrayList<>();
        synchronized (this) {
            Loaded there = current.get(name);
            load = there == null || !there.version.equals(entry.version());
            mine = load ? new Loaded(entry.version()) : there;
            mine.users++;
            if (load) {
                current.put(name, mine);
                if (there != null) {
                    there.replaced = true;
                    collect(there, unused);
                }
            }
        }
        unused.forEach(Segmenter::close);
        if (load) {
            load(name, entry, mine);
        }
        return await(mine);
    }

    /** Frees all models; nobody uses them any more. */
    @Override
    public void close() {
        List<Loaded> all;
        synchronized (this) {
            all = List.copyOf(current.values());
            current.clear();
        }
        for (Loaded one : all) {
            CompletableFuture<?> unused = one.segmenter.thenAccept(Segmenter::close);
        }
    }

    private void load(String name, ModelCatalog.Entry entry, Loaded loaded) {
        try {
            loaded.segmenter.complete(new GuardedSegmenter(loader.load(entry.directory())));
        } catch (Throwable e) { // also Errors, or others would wait for ever
            synchronized (this) {
                current.remove(name, loaded); // the next request tries again
            }
            loaded.segmenter.completeExceptionally(
                    e instanceof InvalidInputException
                            ? e
                            : new InvalidInputException("model \"%s\" can't be loaded: %s".formatted(name, e), e));
        }
    }

    private Lease await(Loaded loaded) {
        try {
            loaded.segmenter.join();
            return new Lease(loaded);
        } catch (CompletionException e) {
            throw e.getCause() instanceof InvalidInputException invalid
                    ? new InvalidInputException(invalid.getMessage(), invalid)
                    : e;
        }
    }

    private void release(Loaded loaded) {
        List<Segmenter> unused = new ArrayList<>();
        synchronized (this) {
            loaded.users--;
            collect(loaded, unused);
        }
        unused.forEach(Segmenter::close);
    }

    private static void collect(Loaded loaded, List<Segmenter> unused) {
        if (loaded.replaced && loaded.users == 0) {
            unused.add(loaded.segmenter.join());
        }
    }
}

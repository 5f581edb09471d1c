package org.scorewps.engine.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.pool.SegmenterLoader;

/** Loads SCORE models onto the first GPU, or the CPU where there is none. */
public final class ScoreModelLoader implements SegmenterLoader {
    private static final int GPU_BATCH = 8;

    private final Device device;

    /** Starts PyTorch. Nothing is downloaded: an installation without its libraries fails. */
    public ScoreModelLoader() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        device = Engine.getEngine("PyTorch").getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }

    @Override
    public String device() {
        return device.isGpu() ? "gpu(" + device.getDeviceId() + ")" : "cpu";
    }

    /** One: a worker's operations use all cores by themselves. */
    @Override
    public int workers() {
        return 1;
    }

    /** One on a CPU, where a batch gains nothing and delays the first result. */
    @Override
    public int maxBatch() {
        return device.isGpu() ? GPU_BATCH : 1;
    }

    @Override
    public void prepareThread(int workers) {
        JniUtils.setGradMode(false);
        JniUtils.setNumThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / workers));
    }

    @Override
    public long activationBytes(ModelDirectory directory, int width, int height) {
        return ActivationMemory.bytes(
                directory.config().architecture(), directory.config().enlargement(), width, height);
    }

    @Override
    public ScoreModel load(ModelDirectory directory) {
        return ScoreModel.load(directory, device);
    }
}

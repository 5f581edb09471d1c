package org.scorewps.tiff;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Java's own decoders of pictures; other libraries register theirs, which do other things. */
final class JavaReaders {
    private JavaReaders() {}

    /** @param format by the name that Java gives it */
    static ImageReader of(String format) throws IOException {
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance()
                .getServiceProviders(
                        ImageReaderSpi.class,
                        spi -> spi.getClass().getModule() == ImageIO.class.getModule()
                                && List.of(((ImageReaderSpi) spi).getFormatNames())
                                        .contains(format),
                        true);
        if (!all.hasNext()) {
            throw new IOException("Java's decoder of " + format + " is missing");
        }
        return all.next().createReaderInstance();
    }
}

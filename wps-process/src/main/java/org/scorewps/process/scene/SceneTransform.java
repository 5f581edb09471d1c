package org.scorewps.process.scene;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.NoninvertibleTransformationException;

/** Scene pixel corners to image pixel corners: a scale and a shift. */
record SceneTransform(AffineTransformation toImage) {
    Geometry apply(Geometry scenePixels) {
        return toImage.transform(scenePixels);
    }

    Geometry invert(Geometry imagePixels) {
        try {
            return toImage.getInverse().transform(imagePixels);
        } catch (NoninvertibleTransformationException impossible) {
            throw new IllegalStateException("scales are positive", impossible);
        }
    }
}

package org.scorewps.engine;

import java.util.List;

/**
 * All that one look at a tile gives.
 *
 * @param detections objects, best first
 * @param scores how much each place belongs to each class
 */
public record TileFindings(List<Detection> detections, SemanticMap scores) {
    /** Copies the list. */
    public TileFindings {
        detections = List.copyOf(detections);
    }
}

package org.scorewps.process.vector;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;

/**
 * Which of several objects each node of a tile's grid belongs to: the one with the largest logit, when that is positive;
 * the background has a logit of 0 everywhere. The border of two labels is where their logits are equal. Each question
 * about a border has the same answer whichever side asks.
 */
final class LabelField {
    /** The background's label; the objects' are their places in the list. */
    static final int BACKGROUND = -1;

    private final NodeGrid grid;
    private final List<LogitField> fields;
    private final int[] owners;

    /**
     * @param grid of all fields
     * @param fields logits of the objects
     */
    LabelField(NodeGrid grid, List<LogitField> fields) {
        this.grid = grid;
        this.fields = List.copyOf(fields);
        owners = new int[grid.rows() * grid.columns()];
        Arrays.fill(owners, BACKGROUND);
        for (int label = 0; label < fields.size(); label++) {
            claim(label, fields.get(label).box());
        }
    }

    private void claim(int label, Rectangle box) {
        for (int row = box.y; row < box.y + box.height; row++) {
            for (int column = box.x; column < box.x + box.width; column++) {
                if (logit(label, row, column) > logit(owner(row, column), row, column)) {
                    owners[row * grid.columns() + column] = label;
                }
            }
        }
    }

    NodeGrid grid() {
        return grid;
    }

    /** Columns and rows beyond which nothing has a label. */
    Rectangle box(int label) {
        return fields.get(label).box();
    }

    /** The label of a node. */
    int owner(int row, int column) {
        return owners[row * grid.columns() + column];
    }

    /** How much larger one label's logit is than another's. */
    double lead(int label, int other, int row, int column) {
        return logit(label, row, column) - logit(other, row, column);
    }

    private double logit(int label, int row, int column) {
        return label == BACKGROUND ? 0 : fields.get(label).value(row, column);
    }
}

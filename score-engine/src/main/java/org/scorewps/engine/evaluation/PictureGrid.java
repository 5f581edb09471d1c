package org.scorewps.engine.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

/**
 * Predictions beside the ground truth, for people to look at: one row for two pictures, each with its objects at the left
 * and what was found at the right. Pictures are shrunk when they are added, so that a grid stays small in memory.
 */
public final class PictureGrid {
    private static final int SIDE = 400;
    private static final int GAP = 6;
    private static final int TITLE = 20;
    private static final int PANELS_IN_ROW = 4;
    /** More would hide the picture. */
    private static final int MOST_LABELS = 12;

    private static final int BRIGHT = 140;

    private final List<String> names;
    private final double minScore;
    private final int most;
    private final Font font;
    private final List<BufferedImage> panels = new ArrayList<>();

    /**
     * @param names the categories' names, by index
     * @param minScore predictions below it are not drawn
     * @param most further pictures are left out
     * @throws InvalidInputException when this computer has no fonts
     */
    public PictureGrid(List<String> names, double minScore, int most) {
        this.names = List.copyOf(names);
        this.minScore = minScore;
        this.most = most;
        try {
            font = new Font(Font.SANS_SERIF, Font.BOLD, 11);
            BufferedImage trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = trial.createGraphics();
            graphics.getFontMetrics(font).stringWidth("ship");
            graphics.dispose();
        } catch (LinkageError | InternalError | RuntimeException e) { // what Java throws where fontconfig is missing
            throw new InvalidInputException("a picture can't be drawn: this computer has no fonts (fontconfig)", e);
        }
    }

    private record Drawn(int category, RunLengthMask mask, String label) {}

    /** Adds a picture, unless the grid is full. */
    public void add(ImageTile picture, List<GroundTruth> objects, List<Prediction> predictions) {
        if (panels.size() / 2 == most) {
            return;
        }
        panels.add(panel(
                picture,
                objects.stream()
                        .sorted(Comparator.comparingInt(one -> -one.mask().area()))
                        .map(one -> new Drawn(
                                one.category(),
                                one.mask(),
                                names.get(one.category()) + (one.crowd() ? " (crowd)" : "")))
                        .toList()));
        panels.add(panel(
                picture,
                predictions.stream()
                        .filter(one -> one.score() >= minScore)
                        .map(one -> new Drawn(
                                one.category(),
                                one.mask(),
                                String.format(Locale.ROOT, "%s %.2f", names.get(one.category()), one.score())))
                        .toList()));
    }

    /** Writes the grid as PNG. */
    public void write(Path file) throws IOException {
        int rows = Math.max(1, (panels.size() + PANELS_IN_ROW - 1) / PANELS_IN_ROW);
        BufferedImage grid = new BufferedImage(
                PANELS_IN_ROW * (SIDE + GAP) + GAP, TITLE + rows * (SIDE + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = grid.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, grid.getWidth(), grid.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(font);
        for (int column = 0; column < PANELS_IN_ROW; column++) {
            String title = column % 2 == 0
                    ? "ground truth"
                    : String.format(Locale.ROOT, "prediction, score at least %.2f", minScore);
            graphics.drawString(title, GAP + column * (SIDE + GAP), TITLE - GAP);
        }
        for (int i = 0; i < panels.size(); i++) {
            graphics.drawImage(
                    panels.get(i),
                    GAP + i % PANELS_IN_ROW * (SIDE + GAP),
                    TITLE + i / PANELS_IN_ROW * (SIDE + GAP),
                    null);
        }
        graphics.dispose();
        if (!ImageIO.write(grid, "png", file.toFile())) {
            throw new IOException("this Java can't write PNG");
        }
    }

    private BufferedImage panel(ImageTile picture, List<Drawn> masks) {
        double scale = Math.min((double) SIDE / picture.width(), (double) SIDE / picture.height());
        int width = Math.max(1, (int) (picture.width() * scale));
        int height = Math.max(1, (int) (picture.height() * scale));
        BufferedImage panel = scaled(picture, width, height);
        // small objects on top, and labels on top of all
        List<Drawn> ordered = masks.stream()
                .sorted(Comparator.comparingInt(one -> -one.mask().area()))
                .toList();
        ordered.forEach(one -> paint(panel, one));
        Graphics2D graphics = panel.createGraphics();
        graphics.setFont(font);
        List<Rectangle> taken = new ArrayList<>();
        masks.stream()
                .filter(one -> one.mask().area() > 0)
                .limit(MOST_LABELS)
                .forEach(one -> label(graphics, one, width, height, taken));
        graphics.dispose();
        return panel;
    }

    private static BufferedImage scaled(ImageTile picture, int width, int height) {
        BufferedImage full = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int at = 3 * (y * picture.width() + x);
                full.setRGB(x, y, (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff));
            }
        }
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(full, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** Tints the pixels inside and draws the outline in the full colour. */
    private static void paint(BufferedImage panel, Drawn one) {
        MaskSampler mask = new MaskSampler(one.mask(), panel.getWidth(), panel.getHeight());
        int color = color(one.category()).getRGB();
        for (int y = 0; y < panel.getHeight(); y++) {
            for (int x = 0; x < panel.getWidth(); x++) {
                if (mask.inside(x, y)) {
                    boolean rim = !mask.inside(x - 1, y)
                            || !mask.inside(x + 1, y)
                            || !mask.inside(x, y - 1)
                            || !mask.inside(x, y + 1);
                    panel.setRGB(x, y, rim ? color : mixed(panel.getRGB(x, y), color));
                }
            }
        }
    }

    private static int mixed(int below, int above) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= ((2 * (below >> shift & 0xff) + (above >> shift & 0xff)) / 3) << shift;
        }
        return mixed;
    }

    /** A label at the mask's upper left, where no other label is. */
    private static void label(Graphics2D graphics, Drawn one, int width, int height, List<Rectangle> taken) {
        FontMetrics metrics = graphics.getFontMetrics();
        RunLengthMask.Box box = one.mask().boundingBox();
        int labelWidth = metrics.stringWidth(one.label()) + 4;
        int x = Math.max(
                0, Math.min(width - labelWidth, box.x() * width / one.mask().width()));
        int y = Math.max(0, box.y() * height / one.mask().height() - metrics.getHeight());
        Rectangle place = new Rectangle(x, y, labelWidth, metrics.getHeight());
        if (taken.stream().noneMatch(place::intersects)) {
            taken.add(place);
            Color color = color(one.category());
            graphics.setColor(color);
            graphics.fill(place);
            int brightness = (3 * color.getRed() + 6 * color.getGreen() + color.getBlue()) / 10;
            graphics.setColor(brightness > BRIGHT ? Color.BLACK : Color.WHITE);
            graphics.drawString(one.label(), x + 2, y + metrics.getAscent());
        }
    }

    /** Hues a golden section apart: neighbours in the list look different. */
    private static Color color(int category) {
        return Color.getHSBColor((float) (category * 0.618034 % 1), category % 2 == 0 ? 0.9f : 0.6f, 1);
    }
}

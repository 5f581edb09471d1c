package org.scorewps.engine.training.loop;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws columns of a {@link TrainingLog} as curves over the steps, one panel below the other. */
final class LossChart {
    private static final int WIDTH = 900;
    private static final int PANEL = 320;
    private static final int MARGIN = 60;
    private static final int GRID_LINES = 4;
    private static final List<Color> COLORS =
            List.of(new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c), new Color(0x9467bd));

    private final Map<String, List<Double>> columns;

    LossChart(Map<String, List<Double>> columns) {
        this.columns = columns;
    }

    /** Writes a PNG; each list of names is a panel. */
    void write(Path file, List<List<String>> panels) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, PANEL * panels.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < panels.size(); i++) {
            panel(graphics, i * PANEL, panels.get(i));
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private void panel(Graphics2D graphics, int top, List<String> names) {
        List<Double> steps = columns.getOrDefault("step", List.of());
        double most = names.stream()
                .flatMap(name -> columns.getOrDefault(name, List.of()).stream())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        most = most > 0 ? most : 1;
        double last = steps.isEmpty() ? 1 : steps.get(steps.size() - 1);
        axes(graphics, top, most, last);
        for (int i = 0; i < names.size(); i++) {
            graphics.setColor(COLORS.get(i % COLORS.size()));
            graphics.drawString(names.get(i), MARGIN + 10 + i * 150, top + 20);
            graphics.setStroke(new BasicStroke(1.5f));
            graphics.draw(curve(steps, columns.getOrDefault(names.get(i), List.of()), top, most, last));
        }
    }

    private static void axes(Graphics2D graphics, int top, double most, double last) {
        graphics.setStroke(new BasicStroke(1));
        for (int i = 0; i <= GRID_LINES; i++) {
            int y = y(top, most * i / GRID_LINES, most);
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.drawLine(MARGIN, y, WIDTH - 20, y);
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(String.format(Locale.ROOT, "%.3g", most * i / GRID_LINES), 8, y + 4);
            int x = x(last * i / GRID_LINES, last);
            graphics.drawString(String.format(Locale.ROOT, "%.0f", last * i / GRID_LINES), x - 10, top + PANEL - 12);
        }
    }

    private static Path2D curve(List<Double> steps, List<Double> values, int top, double most, double last) {
        Path2D path = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < values.size(); i++) {
            if (Double.isFinite(values.get(i))) {
                int x = x(steps.get(i), last);
                int y = y(top, values.get(i), most);
                if (open) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                    open = true;
                }
            }
        }
        return path;
    }

    private static int x(double step, double last) {
        return MARGIN + (int) ((WIDTH - 20 - MARGIN) * step / last);
    }

    private static int y(int top, double value, double most) {
        return top + PANEL - 30 - (int) ((PANEL - 60) * value / most);
    }
}

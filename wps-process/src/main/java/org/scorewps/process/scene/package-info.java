/**
 * A coverage as the network needs it: 8-bit red, green, blue windows, which pixels are valid, and the way back from
 * pixels to the coverage's CRS. Uses only {@link java.awt.image.RenderedImage} and sample dimensions, so that it runs on
 * every GeoTools version, whatever imaging library that has.
 */
package org.scorewps.process.scene;

/** Drawing of generated scenes: random numbers, noise, paints, exact coverage, light, the canvas and the sensor. */
package org.scorewps.engine.scenes.draw;

/**
 * From the class scores of tiles to one class for each pixel of a scene: scores are blended where tiles overlap, classes
 * are chosen row by row and kept in a temporary file, so that memory depends on a row of tiles and not on the scene.
 */
package org.scorewps.process.semantic;

/** How a scene is cut into overlapping windows for the network. */
package org.scorewps.process.tile;

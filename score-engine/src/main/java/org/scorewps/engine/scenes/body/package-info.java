/** The things of generated scenes, drawn in their own frames in metres. */
package org.scorewps.engine.scenes.body;

/** Where things are in generated scenes: shores, streets, blocks by use, and what stands on them. */
package org.scorewps.engine.scenes.layout;

/** Picture files as the network sees them: upright, 8-bit red, green and blue. */
package org.scorewps.engine.picture;

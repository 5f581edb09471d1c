/** Pictures before the network sees them. */
package org.scorewps.engine.network.image;

/** SCORE WPS. */
package org.scorewps.engine;

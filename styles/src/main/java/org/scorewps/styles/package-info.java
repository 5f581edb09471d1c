/** SCORE WPS. */
package org.scorewps.styles;

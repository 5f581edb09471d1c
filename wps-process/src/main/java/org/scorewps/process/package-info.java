/** SCORE WPS. */
package org.scorewps.process;

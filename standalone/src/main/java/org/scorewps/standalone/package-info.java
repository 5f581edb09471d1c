/** SCORE WPS. */
package org.scorewps.standalone;

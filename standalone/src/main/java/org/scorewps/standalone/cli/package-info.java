/** The {@code score} command line. */
package org.scorewps.standalone.cli;

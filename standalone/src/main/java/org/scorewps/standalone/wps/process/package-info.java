/** The processes on offer, and their descriptions. */
package org.scorewps.standalone.wps.process;

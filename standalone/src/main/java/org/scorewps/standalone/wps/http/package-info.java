/** The HTTP side of the server. */
package org.scorewps.standalone.wps.http;

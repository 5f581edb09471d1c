/** Reading and writing WPS documents: JAXB for their frame, files for the data inside. */
package org.scorewps.standalone.wps.xml;

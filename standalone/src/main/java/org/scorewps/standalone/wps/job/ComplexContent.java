package org.scorewps.standalone.wps.job;

import java.nio.file.Path;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/**
 * Complex data that arrived, not yet decoded.
 *
 * @param mimeType as the client or the fetched server names it; empty when neither does
 * @param encoding as the client names it; empty when it doesn't
 * @param fetched whether it came by reference, where bytes need no encoding
 */
record ComplexContent(Path file, EmbeddedData.Form form, String mimeType, String encoding, boolean fetched) {}

package org.scorewps.standalone.wps.job;

import net.opengis.wps.v_1_0_0.Execute;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/**
 * A request to run a process.
 *
 * @param document as the client sent it, with tokens in the place of complex data
 * @param data what the tokens stand for
 * @param folder where the data lies, and where results go
 */
public record ExecuteRequest(
        OfferedProcess process, Execute document, ResponsePlan plan, EmbeddedData data, WorkFolder folder) {}

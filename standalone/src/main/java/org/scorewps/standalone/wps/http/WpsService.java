package org.scorewps.standalone.wps.http;

import java.nio.file.Path;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.job.ExecuteResponses;
import org.scorewps.standalone.wps.job.JobManager;
import org.scorewps.standalone.wps.process.CapabilitiesBuilder;
import org.scorewps.standalone.wps.process.ProcessCatalog;
import org.scorewps.standalone.wps.process.ProcessDescriber;
import org.scorewps.standalone.wps.storage.DiskSpace;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.WpsXml;

/** The parts that answering a request takes. */
record WpsService(
        ServerSettings settings,
        WpsXml xml,
        ProcessCatalog catalog,
        CapabilitiesBuilder capabilities,
        ProcessDescriber describer,
        JobManager jobs,
        ExecuteResponses responses,
        Path workRoot,
        DiskSpace space) {

    WorkFolder newFolder() {
        return new WorkFolder(workRoot, space);
    }
}

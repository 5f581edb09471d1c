package org.scorewps.standalone.wps.job;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.ExecuteResponse;
import net.opengis.wps.v_1_0_0.LiteralDataType;
import net.opengis.wps.v_1_0_0.OutputDataType;
import net.opengis.wps.v_1_0_0.OutputDefinitionsType;
import net.opengis.wps.v_1_0_0.OutputReferenceType;
import net.opengis.wps.v_1_0_0.ProcessFailedType;
import net.opengis.wps.v_1_0_0.ProcessStartedType;
import net.opengis.wps.v_1_0_0.StatusType;
import org.geotools.api.data.Parameter;
import org.locationtech.jts.geom.Envelope;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.data.BoundingBoxes;
import org.scorewps.standalone.wps.data.ComplexFormat;
import org.scorewps.standalone.wps.data.ComplexWriter;
import org.scorewps.standalone.wps.data.LiteralType;
import org.scorewps.standalone.wps.process.CapabilitiesBuilder;
import org.scorewps.standalone.wps.process.OwsTexts;
import org.scorewps.standalone.wps.xml.EmbeddedData;
import org.scorewps.standalone.wps.xml.ExceptionReports;

/** The response document of a job as it stands (WPS 1.0.0, clause 10.3). */
public final class ExecuteResponses {
    private final DatatypeFactory datatypes;

    public ExecuteResponses() {
        try {
            datatypes = DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("the XML data types can't be loaded", e);
        }
    }

    /**
     * The document.
     *
     * @param endpoint the address of this server's WPS as the client knows it
     */
    public ExecuteResponse of(Job job, String endpoint) {
        final ExecuteRequest request = job.request();
        final ExecuteResponse response = new ExecuteResponse();
        response.setLang("en");
        response.setServiceInstance(endpoint + "?service=WPS&version=1.0.0&request=GetCapabilities");
        if (request.plan().store()) {
            response.setStatusLocation(JobAddresses.status(endpoint, job));
        }
        response.setProcess(CapabilitiesBuilder.brief(request.process()));
        final StatusType status = new StatusType();
        status.setCreationTime(time(job));
        response.setStatus(status);
        if (!job.result().isDone()) {
            running(job, status);
        } else {
            try {
                final List<JobOutput> outputs = job.result().join();
                status.setProcessSucceeded("Process succeeded.");
                response.setProcessOutputs(new ExecuteResponse.ProcessOutputs());
                for (JobOutput output : outputs) {
                    response.getProcessOutputs().getOutput().add(output(job, output, endpoint));
                }
            } catch (CompletionException e) {
                final ProcessFailedType failed = new ProcessFailedType();
                failed.setExceptionReport(ExceptionReports.of((WpsException) e.getCause()));
                status.setProcessFailed(failed);
            }
        }
        if (request.plan().lineage()) {
            lineage(request, response);
        }
        return response;
    }

    private XMLGregorianCalendar time(Job job) {
        return datatypes.newXMLGregorianCalendar(
                job.created().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void running(Job job, StatusType status) {
        if (!job.started()) {
            status.setProcessAccepted("Process accepted.");
            return;
        }
        final ProcessStartedType started = new ProcessStartedType();
        started.setValue(String.valueOf(job.progress().getTask()));
        // 100 is for those that are done
        started.setPercentCompleted(Math.min(99, (int) job.progress().getProgress()));
        status.setProcessStarted(started);
    }

    private static void lineage(ExecuteRequest request, ExecuteResponse response) {
        response.setDataInputs(request.document().getDataInputs());
        final OutputDefinitionsType definitions = new OutputDefinitionsType();
        for (ResponsePlan.Output wanted : request.plan().outputs()) {
            final DocumentOutputDefinitionType definition = new DocumentOutputDefinitionType();
            definition.setIdentifier(OwsTexts.code(wanted.spec().id()));
            definition.setMimeType(wanted.mimeType());
            definition.setAsReference(wanted.asReference());
            definitions.getOutput().add(definition);
        }
        response.setOutputDefinitions(definitions);
    }

    private static OutputDataType output(Job job, JobOutput output, String endpoint) {
        final Parameter<?> parameter = output.wanted().spec().parameter();
        final OutputDataType document = new OutputDataType();
        document.setIdentifier(OwsTexts.code(output.wanted().spec().id()));
        document.setTitle(
                OwsTexts.text(parameter.title == null ? output.wanted().spec().id() : parameter.title.toString()));
        if (output.wanted().asReference()) {
            final OutputReferenceType reference = new OutputReferenceType();
            reference.setHref(JobAddresses.result(endpoint, job, output.wanted()));
            reference.setMimeType(output.wanted().mimeType());
            document.setReference(reference);
        } else {
            document.setData(data(job.request().data(), output, parameter));
        }
        return document;
    }

    private static DataType data(EmbeddedData embedded, JobOutput output, Parameter<?> parameter) {
        final DataType data = new DataType();
        final Object value = output.value().orElse("");
        if (output.wanted().writer().isPresent()) {
            final ComplexWriter writer = output.wanted().writer().get();
            final ComplexDataType complex = new ComplexDataType();
            complex.setMimeType(writer.format().mimeType());
            writer.format().encoding().ifPresent(complex::setEncoding);
            complex.getContent().add(embedded.add(output.file(), form(writer.format())));
            data.setComplexData(complex);
        } else if (value instanceof Envelope envelope) {
            data.setBoundingBoxData(BoundingBoxes.box(envelope));
        } else {
            final LiteralDataType literal = new LiteralDataType();
            literal.setDataType(LiteralType.xmlType(parameter.type));
            literal.setValue(LiteralType.print(value));
            data.setLiteralData(literal);
        }
        return data;
    }

    private static EmbeddedData.Form form(ComplexFormat format) {
        if (format.binary()) {
            return EmbeddedData.Form.BASE64;
        }
        return format.xml() ? EmbeddedData.Form.XML : EmbeddedData.Form.TEXT;
    }
}

package org.scorewps.standalone.wps.process;

import java.math.BigInteger;
import java.util.List;
import net.opengis.ows.v_1_1_0.AllowedValues;
import net.opengis.ows.v_1_1_0.AnyValue;
import net.opengis.ows.v_1_1_0.DomainMetadataType;
import net.opengis.ows.v_1_1_0.RangeType;
import net.opengis.ows.v_1_1_0.ValueType;
import net.opengis.wps.v_1_0_0.CRSsType;
import net.opengis.wps.v_1_0_0.ComplexDataCombinationType;
import net.opengis.wps.v_1_0_0.ComplexDataCombinationsType;
import net.opengis.wps.v_1_0_0.ComplexDataDescriptionType;
import net.opengis.wps.v_1_0_0.InputDescriptionType;
import net.opengis.wps.v_1_0_0.LiteralInputType;
import net.opengis.wps.v_1_0_0.LiteralOutputType;
import net.opengis.wps.v_1_0_0.OutputDescriptionType;
import net.opengis.wps.v_1_0_0.ProcessDescriptionType;
import net.opengis.wps.v_1_0_0.ProcessDescriptions;
import net.opengis.wps.v_1_0_0.SupportedCRSsType;
import net.opengis.wps.v_1_0_0.SupportedComplexDataInputType;
import net.opengis.wps.v_1_0_0.SupportedComplexDataType;
import org.geotools.api.data.Parameter;
import org.scorewps.standalone.wps.data.ComplexFormat;
import org.scorewps.standalone.wps.data.ComplexReader;
import org.scorewps.standalone.wps.data.ComplexWriter;
import org.scorewps.standalone.wps.data.LiteralType;

/** Answers DescribeProcess (WPS 1.0.0, clause 9). */
public final class ProcessDescriber {
    private static final String DEFAULT_CRS = "EPSG:4326";
    private static final int MEGABYTE = 1 << 20;

    private final long maximumInputBytes;

    public ProcessDescriber(long maximumInputBytes) {
        this.maximumInputBytes = maximumInputBytes;
    }

    public ProcessDescriptions describe(List<OfferedProcess> processes) {
        final ProcessDescriptions descriptions = new ProcessDescriptions();
        descriptions.setLang("en");
        processes.forEach(process -> descriptions.getProcessDescription().add(describe(process)));
        return descriptions;
    }

    private ProcessDescriptionType describe(OfferedProcess process) {
        final ProcessDescriptionType description = new ProcessDescriptionType();
        description.setIdentifier(OwsTexts.code(process.id()));
        description.setTitle(OwsTexts.text(process.title()));
        description.setAbstract(OwsTexts.text(process.description()));
        description.setProcessVersion(process.version());
        description.setStoreSupported(true);
        description.setStatusSupported(true);
        if (!process.inputs().isEmpty()) {
            description.setDataInputs(new ProcessDescriptionType.DataInputs());
            process.inputs()
                    .forEach(input -> description.getDataInputs().getInput().add(input(input)));
        }
        description.setProcessOutputs(new ProcessDescriptionType.ProcessOutputs());
        process.outputs()
                .forEach(output -> description.getProcessOutputs().getOutput().add(output(output)));
        return description;
    }

    private InputDescriptionType input(InputSpec input) {
        final Parameter<?> parameter = input.parameter();
        final InputDescriptionType description = new InputDescriptionType();
        description.setIdentifier(OwsTexts.code(input.id()));
        description.setTitle(OwsTexts.text(OfferedProcess.text(parameter.title, input.id())));
        description.setAbstract(OwsTexts.text(OfferedProcess.text(parameter.description, "")));
        description.setMinOccurs(BigInteger.valueOf(input.required() ? parameter.minOccurs : 0));
        description.setMaxOccurs(BigInteger.valueOf(parameter.maxOccurs));
        switch (input.kind()) {
            case LITERAL -> description.setLiteralData(literalInput(parameter));
            case BOUNDING_BOX -> description.setBoundingBoxData(crs());
            case COMPLEX -> {
                final SupportedComplexDataInputType complex = new SupportedComplexDataInputType();
                complex.setMaximumMegabytes(BigInteger.valueOf(Math.max(1, maximumInputBytes / MEGABYTE)));
                formats(
                        complex,
                        input.readers().stream().map(ComplexReader::format).toList());
                description.setComplexData(complex);
            }
        }
        return description;
    }

    private static OutputDescriptionType output(OutputSpec output) {
        final Parameter<?> parameter = output.parameter();
        final OutputDescriptionType description = new OutputDescriptionType();
        description.setIdentifier(OwsTexts.code(output.id()));
        description.setTitle(OwsTexts.text(OfferedProcess.text(parameter.title, output.id())));
        description.setAbstract(OwsTexts.text(OfferedProcess.text(parameter.description, "")));
        switch (output.kind()) {
            case LITERAL -> {
                final LiteralOutputType literal = new LiteralOutputType();
                literal.setDataType(dataType(parameter.type));
                description.setLiteralOutput(literal);
            }
            case BOUNDING_BOX -> description.setBoundingBoxOutput(crs());
            case COMPLEX -> {
                final SupportedComplexDataType complex = new SupportedComplexDataType();
                formats(
                        complex,
                        output.writers().stream().map(ComplexWriter::format).toList());
                description.setComplexOutput(complex);
            }
        }
        return description;
    }

    private static LiteralInputType literalInput(Parameter<?> parameter) {
        final LiteralInputType literal = new LiteralInputType();
        literal.setDataType(dataType(parameter.type));
        final AllowedValues allowed = new AllowedValues();
        for (String value : LiteralType.allowedValues(parameter.type)) {
            allowed.getValueOrRange().add(value(value));
        }
        if (parameter.metadata != null
                && (parameter.metadata.containsKey(Parameter.MIN) || parameter.metadata.containsKey(Parameter.MAX))) {
            final RangeType range = new RangeType();
            if (parameter.metadata.get(Parameter.MIN) != null) {
                range.setMinimumValue(
                        value(parameter.metadata.get(Parameter.MIN).toString()));
            }
            if (parameter.metadata.get(Parameter.MAX) != null) {
                range.setMaximumValue(
                        value(parameter.metadata.get(Parameter.MAX).toString()));
            }
            allowed.getValueOrRange().add(range);
        }
        if (allowed.getValueOrRange().isEmpty()) {
            literal.setAnyValue(new AnyValue());
        } else {
            literal.setAllowedValues(allowed);
        }
        if (parameter.sample != null) {
            literal.setDefaultValue(LiteralType.print(parameter.sample));
        }
        return literal;
    }

    private static ValueType value(String text) {
        final ValueType value = new ValueType();
        value.setValue(text);
        return value;
    }

    private static DomainMetadataType dataType(Class<?> type) {
        final String name = LiteralType.xmlType(type);
        final DomainMetadataType dataType = new DomainMetadataType();
        dataType.setValue(name);
        dataType.setReference("http://www.w3.org/TR/xmlschema-2/#" + name.substring("xs:".length()));
        return dataType;
    }

    private static SupportedCRSsType crs() {
        final SupportedCRSsType.Default first = new SupportedCRSsType.Default();
        first.setCRS(DEFAULT_CRS);
        final CRSsType supported = new CRSsType();
        supported.getCRS().add(DEFAULT_CRS);
        final SupportedCRSsType all = new SupportedCRSsType();
        all.setDefault(first);
        all.setSupported(supported);
        return all;
    }

    private static void formats(SupportedComplexDataType complex, List<ComplexFormat> formats) {
        final ComplexDataCombinationType first = new ComplexDataCombinationType();
        first.setFormat(format(formats.get(0)));
        complex.setDefault(first);
        complex.setSupported(new ComplexDataCombinationsType());
        formats.forEach(format -> complex.getSupported().getFormat().add(format(format)));
    }

    private static ComplexDataDescriptionType format(ComplexFormat format) {
        final ComplexDataDescriptionType description = new ComplexDataDescriptionType();
        description.setMimeType(format.mimeType());
        format.encoding().ifPresent(description::setEncoding);
        return description;
    }
}

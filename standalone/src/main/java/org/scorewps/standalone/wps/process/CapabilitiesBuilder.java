package org.scorewps.standalone.wps.process;

import javax.xml.bind.JAXBElement;
import net.opengis.ows.v_1_1_0.DCP;
import net.opengis.ows.v_1_1_0.HTTP;
import net.opengis.ows.v_1_1_0.Operation;
import net.opengis.ows.v_1_1_0.OperationsMetadata;
import net.opengis.ows.v_1_1_0.RequestMethodType;
import net.opengis.ows.v_1_1_0.ResponsiblePartySubsetType;
import net.opengis.ows.v_1_1_0.ServiceIdentification;
import net.opengis.ows.v_1_1_0.ServiceProvider;
import net.opengis.wps.v_1_0_0.Languages;
import net.opengis.wps.v_1_0_0.LanguagesType;
import net.opengis.wps.v_1_0_0.ObjectFactory;
import net.opengis.wps.v_1_0_0.ProcessBriefType;
import net.opengis.wps.v_1_0_0.ProcessOfferings;
import net.opengis.wps.v_1_0_0.WPSCapabilitiesType;

/** Answers GetCapabilities (WPS 1.0.0, clause 8). */
public final class CapabilitiesBuilder {
    private static final String LANGUAGE = "en";

    private final ProcessCatalog catalog;

    public CapabilitiesBuilder(ProcessCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The document.
     *
     * @param endpoint the address that operations are sent to
     */
    public JAXBElement<WPSCapabilitiesType> build(String endpoint) {
        final WPSCapabilitiesType capabilities = new WPSCapabilitiesType();
        capabilities.setVersion("1.0.0");
        capabilities.setLang(LANGUAGE);
        capabilities.setUpdateSequence("1");
        capabilities.setServiceIdentification(identification());
        capabilities.setServiceProvider(provider(endpoint));
        final OperationsMetadata operations = new OperationsMetadata();
        for (String name : new String[] {"GetCapabilities", "DescribeProcess", "Execute"}) {
            operations.getOperation().add(operation(name, endpoint));
        }
        capabilities.setOperationsMetadata(operations);
        final ProcessOfferings offerings = new ProcessOfferings();
        catalog.all().forEach(process -> offerings.getProcess().add(brief(process)));
        capabilities.setProcessOfferings(offerings);
        capabilities.setLanguages(languages());
        return new ObjectFactory().createCapabilities(capabilities);
    }

    /** A process's name, as capabilities and responses show it. */
    public static ProcessBriefType brief(OfferedProcess process) {
        final ProcessBriefType brief = new ProcessBriefType();
        brief.setIdentifier(OwsTexts.code(process.id()));
        brief.setTitle(OwsTexts.text(process.title()));
        brief.setAbstract(OwsTexts.text(process.description()));
        brief.setProcessVersion(process.version());
        return brief;
    }

    private static ServiceIdentification identification() {
        final ServiceIdentification identification = new ServiceIdentification();
        identification.getTitle().add(OwsTexts.text("SCORE WPS"));
        identification
                .getAbstract()
                .add(OwsTexts.text(
                        "Open-vocabulary instance segmentation of aerial imagery, and the processes of GeoTools"));
        identification.setServiceType(OwsTexts.code("WPS"));
        identification.getServiceTypeVersion().add("1.0.0");
        identification.setFees("NONE");
        identification.getAccessConstraints().add("NONE");
        return identification;
    }

    private static ServiceProvider provider(String endpoint) {
        final ServiceProvider provider = new ServiceProvider();
        provider.setProviderName("SCORE WPS at " + endpoint);
        provider.setServiceContact(new ResponsiblePartySubsetType());
        return provider;
    }

    private static Operation operation(String name, String endpoint) {
        final net.opengis.ows.v_1_1_0.ObjectFactory ows = new net.opengis.ows.v_1_1_0.ObjectFactory();
        final RequestMethodType get = new RequestMethodType();
        get.setHref(endpoint);
        final RequestMethodType post = new RequestMethodType();
        post.setHref(endpoint);
        final HTTP http = new HTTP();
        http.getGetOrPost().add(ows.createHTTPGet(get));
        http.getGetOrPost().add(ows.createHTTPPost(post));
        final DCP dcp = new DCP();
        dcp.setHTTP(http);
        final Operation operation = new Operation();
        operation.setName(name);
        operation.getDCP().add(dcp);
        return operation;
    }

    private static Languages languages() {
        final Languages languages = new Languages();
        final Languages.Default first = new Languages.Default();
        first.setLanguage(LANGUAGE);
        languages.setDefault(first);
        final LanguagesType supported = new LanguagesType();
        supported.getLanguage().add(LANGUAGE);
        languages.setSupported(supported);
        return languages;
    }
}

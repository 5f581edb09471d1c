package org.scorewps.standalone.wps.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplexFormatTest {
    private static final ComplexFormat TIFF = ComplexFormat.binary("image/tiff", "tif");
    private static final ComplexFormat GML = ComplexFormat.text("text/xml; subtype=gml/3.1.1", "xml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/tiff",
                "Image/TIFF",
                "image/tiff; application=geotiff",
                "image/tiff; application=geotiff; profile=cloud-optimized",
                "image/tiff;profile=\"cloud-optimized\";APPLICATION=\"geotiff\"",
                "image/geo+tiff",
                "image/geotiff",
                "application/geotiff",
                "image/vnd.stac.geotiff; cloud-optimized=true"
            })
    void readsTiffUnderAllItsNames(String declared) {
        assertThat(TIFF.reads(declared)).isTrue();
        assertThat(GML.reads(declared)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml; subtype=gml/3.1.1",
                "text/xml;subtype=\"gml/3.1.1\"",
                "TEXT/XML ; charset=utf-8 ; SubType=GML/3.1.1",
                "text/xml; subtype = \"gml\\/3.1.1\"; charset=\"utf-8\""
            })
    void parametersAreTheSameInAnyOrderAndWriting(String declared) {
        assertThat(GML.matches(declared)).isTrue();
        assertThat(GML.reads(declared)).isTrue();
    }

    @Test
    void aParameterMakesAnotherFormat() {
        assertThat(GML.matches("text/xml")).isFalse();
        assertThat(GML.matches("text/xml; subtype=gml/2.1.2")).isFalse();
        assertThat(TIFF.reads("image/png")).isFalse();
    }

    @Test
    void nobodyGetsAnotherTiffThanAskedFor() {
        assertThat(TIFF.matches("image/tiff; application=geotiff")).isTrue();
        assertThat(TIFF.matches("application/geotiff")).isTrue();
        assertThat(TIFF.matches("image/tiff; application=geotiff; profile=cloud-optimized"))
                .isFalse();
    }
}

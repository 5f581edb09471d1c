package org.scorewps.standalone.wps.process;

import net.opengis.ows.v_1_1_0.CodeType;
import net.opengis.ows.v_1_1_0.LanguageStringType;

/** The small types that all OWS documents are made of. */
public final class OwsTexts {
    private OwsTexts() {}

    public static CodeType code(String value) {
        final CodeType code = new CodeType();
        code.setValue(value);
        return code;
    }

    public static LanguageStringType text(String value) {
        final LanguageStringType text = new LanguageStringType();
        text.setValue(value);
        return text;
    }
}

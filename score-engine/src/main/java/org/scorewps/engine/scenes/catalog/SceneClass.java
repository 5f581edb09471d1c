package org.scorewps.engine.scenes.catalog;

import java.util.Arrays;
import java.util.List;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** The classes of generated scenes. An index is a class's place here. */
public enum SceneClass {
    /** Motor boats to cargo ships. */
    SHIP(false, "ship", "vessel", "boat"),
    /** With wings. */
    AIRPLANE(false, "airplane", "plane", "aircraft"),
    /** Cars. */
    SMALL_VEHICLE(false, "small vehicle", "car", "automobile"),
    /** Lorries. */
    LARGE_VEHICLE(false, "large vehicle", "truck", "heavy goods vehicle"),
    /** For oil and gas. */
    STORAGE_TANK(false, "storage tank", "fuel tank"),
    /** For grain. */
    SILO(false, "silo", "grain silo"),
    /** Of a factory. */
    CHIMNEY(false, "chimney", "smokestack"),
    /** By the water. */
    LIGHTHOUSE(false, "lighthouse", "beacon tower"),
    /** With its run-off. */
    TENNIS_COURT(false, "tennis court"),
    /** In gardens. */
    SWIMMING_POOL(false, "swimming pool", "pool"),
    /** Of freight. */
    SHIPPING_CONTAINER(false, "shipping container", "freight container", "container"),
    /** Around a field. */
    RUNNING_TRACK(false, "running track", "athletics track", "ground track field"),
    /** With infield and outfield. */
    BASEBALL_DIAMOND(false, "baseball diamond", "baseball field"),
    /** Ring and island. */
    ROUNDABOUT(false, "roundabout", "traffic circle"),
    /** Over water. */
    BRIDGE(false, "bridge", "road bridge"),
    /** Of a harbour. */
    PIER(false, "pier", "jetty", "dock"),
    /** With a pitched roof. */
    HOUSE(false, "house", "home", "residential building"),
    /** With a flat roof. */
    WAREHOUSE(false, "warehouse", "industrial building", "depot"),
    /** For planes. */
    HANGAR(false, "hangar", "aircraft hangar"),
    /** Of glass. */
    GREENHOUSE(false, "greenhouse", "glasshouse"),
    /** Mast and blades. */
    WIND_TURBINE(false, "wind turbine", "windmill"),
    /** A marked circle. */
    HELIPAD(false, "helipad", "helicopter landing pad"),
    /** Over rails of a port. */
    GANTRY_CRANE(false, "gantry crane", "port crane", "crane"),
    /** Of a train. */
    RAILWAY_CAR(false, "railway car", "train wagon"),
    /** A table of modules. */
    SOLAR_PANEL(false, "solar panel", "photovoltaic panel"),
    /** Round, on a stubble field. */
    HAY_BALE(false, "hay bale", "straw bale"),
    /** With mast and boom; novel. */
    SAILBOAT(true, "sailboat", "sailing boat", "yacht"),
    /** With a rotor; novel. */
    HELICOPTER(true, "helicopter", "chopper"),
    /** For passengers; novel. */
    BUS(true, "bus", "coach"),
    /** With key and arcs; novel. */
    BASKETBALL_COURT(true, "basketball court"),
    /** Mown grass; novel. */
    SOCCER_FIELD(true, "soccer field", "football pitch", "soccer pitch"),
    /** With a tower of its own; novel. */
    CHURCH(true, "church", "chapel");

    private final boolean novel;

    @SuppressWarnings("ImmutableEnumChecker") // a record of a List.of
    private final ClassName names;

    SceneClass(boolean novel, String... names) {
        this.novel = novel;
        this.names = new ClassName(List.of(names));
    }

    /** Whether the class is held out of training. */
    public boolean novel() {
        return novel;
    }

    /** Its name and synonyms. */
    public ClassName names() {
        return names;
    }

    /** Its name. */
    public String label() {
        return names.name();
    }

    /** All classes, in order. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(Arrays.stream(values()).map(SceneClass::names).toList());
    }
}

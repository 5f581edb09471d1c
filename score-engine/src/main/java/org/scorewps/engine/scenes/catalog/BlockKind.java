package org.scorewps.engine.scenes.catalog;

/** What a piece of land between roads is used for. */
public enum BlockKind {
    /** Houses with gardens. */
    RESIDENTIAL,
    /** Rows of cars. */
    CAR_PARK,
    /** Rows of lorries. */
    LORRY_PARK,
    /** Tanks, chimneys and halls. */
    INDUSTRIAL,
    /** A farmyard. */
    FARM,
    /** A crop. */
    FIELD,
    /** Trees, closed. */
    FOREST,
    /** Grass and trees. */
    PARK,
    /** Courts and tracks. */
    SPORTS,
    /** Apron and hangars. */
    AIRPORT,
    /** Containers and cranes. */
    PORT,
    /** Rows of panels. */
    SOLAR,
    /** Tracks with trains. */
    RAIL,
    /** Large halls. */
    COMMERCIAL
}

/**
 * What makes a GeoServer plugin of the processes: a bean that the jar's {@code applicationContext.xml} declares. No
 * GeoServer class is named here, so that one jar serves all versions.
 */
package org.scorewps.process.geoserver;

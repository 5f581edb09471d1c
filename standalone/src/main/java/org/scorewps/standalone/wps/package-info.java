/**
 * A WPS 1.0.0 server (OGC 05-007r7) for every GeoTools process on the class path. {@code http} is its door, {@code xml} the
 * documents, {@code process} what is offered, {@code data} inputs and outputs, {@code job} the running of requests.
 */
package org.scorewps.standalone.wps;

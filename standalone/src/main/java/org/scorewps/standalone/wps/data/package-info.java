/** Literal, bounding box and complex data: between bytes and Java objects. */
package org.scorewps.standalone.wps.data;

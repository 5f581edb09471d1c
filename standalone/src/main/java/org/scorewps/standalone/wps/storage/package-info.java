/** The files of requests, and how large they may get. */
package org.scorewps.standalone.wps.storage;

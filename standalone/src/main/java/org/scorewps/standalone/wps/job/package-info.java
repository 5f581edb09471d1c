/** Requests on their way: queued, running, done, stored. */
package org.scorewps.standalone.wps.job;

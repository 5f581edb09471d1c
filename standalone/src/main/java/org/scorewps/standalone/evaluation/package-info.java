/** The service as an evaluation measures it. */
package org.scorewps.standalone.evaluation;

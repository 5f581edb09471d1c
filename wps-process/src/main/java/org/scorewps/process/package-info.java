/**
 * The WPS processes, their factory, and what they share: the engine, limits, and where layers come from.
 * {@link org.scorewps.process.SegmentInstancesProcess} is the place to start reading.
 */
package org.scorewps.process;

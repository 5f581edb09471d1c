/**
 * Generated aerial scenes with exact instance masks, for training and measuring without any real picture: terrain,
 * streets, shores and objects in metres, drawn under one sun, taken by a simulated sensor.
 */
package org.scorewps.engine.scenes;

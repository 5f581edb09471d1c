/**
 * Sharing of models and inference threads among requests: a catalogue of model directories, models that are loaded once,
 * and a pool of workers that serve the tiles of all requests in turn.
 */
package org.scorewps.engine.pool;

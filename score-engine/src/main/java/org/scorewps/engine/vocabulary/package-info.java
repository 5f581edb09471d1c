/** Class names in plain words, as people write them in a request. */
package org.scorewps.engine.vocabulary;

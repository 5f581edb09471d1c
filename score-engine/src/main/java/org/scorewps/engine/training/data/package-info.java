/** What training learns from: pictures with marked objects, changed at random and put into batches. */
package org.scorewps.engine.training.data;

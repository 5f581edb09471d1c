/** What generated scenes show: classes with synonyms, look-alike pairs, scene types. */
package org.scorewps.engine.scenes.catalog;

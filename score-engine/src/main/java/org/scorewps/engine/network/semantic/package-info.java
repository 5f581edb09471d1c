/**
 * The semantic branch (the paper's section 3.2 and Figure 2): class names become prompts, prompts become token ids, and
 * token ids become text embeddings.
 */
package org.scorewps.engine.network.semantic;

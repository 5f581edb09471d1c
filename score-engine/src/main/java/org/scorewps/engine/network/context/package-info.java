/** The context branch: the remote-sensing CLIP and what the paper makes of it (sections 3.3 to 3.5). */
package org.scorewps.engine.network.context;

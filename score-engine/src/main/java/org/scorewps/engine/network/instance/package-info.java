/** The instance branch: backbone, pixel decoder and masked-attention decoder (section 3.2). */
package org.scorewps.engine.network.instance;

/** The thin layer between the network and DJL: weights by name, scopes that free intermediates, and the operations DJL lacks. */
package org.scorewps.engine.network.tensor;

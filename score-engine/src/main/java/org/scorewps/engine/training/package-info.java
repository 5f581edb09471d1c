/** Training of SCORE networks: matching, losses, optimizer and the loop around them (the paper's section 4.2). */
package org.scorewps.engine.training;

/** The training loop: settings, schedule, checkpoints, logs and the model at the end. */
package org.scorewps.engine.training.loop;

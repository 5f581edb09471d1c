/** What a model is: its dimensions, its constants and the variant of the paper it computes, as {@code model.json} holds them. */
package org.scorewps.engine.model;

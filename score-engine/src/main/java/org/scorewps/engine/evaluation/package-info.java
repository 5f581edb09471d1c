/**
 * How good a model is: COCO mask average precision and mean intersection over union, on data sets in COCO's JSON format.
 * The numbers are those of pycocotools and of detectron2's semantic evaluator, which papers report.
 */
package org.scorewps.engine.evaluation;

/**
 * From what overlapping tiles show to one object, one feature: which parts belong together ({@link
 * org.scorewps.process.merge.Agreement}), when nothing can be added to them any more ({@link
 * org.scorewps.process.merge.InstanceMerger}), what they are then ({@link org.scorewps.process.merge.ObjectResolver}) and
 * which outline they have ({@link org.scorewps.process.merge.MaskBlender}).
 */
package org.scorewps.process.merge;

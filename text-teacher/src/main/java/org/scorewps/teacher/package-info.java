/** Makes the teacher's vectors of phrases, from which a small text tower learns what words mean. */
package org.scorewps.teacher;

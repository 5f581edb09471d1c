package org.scorewps.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test that compares what is found with what was painted: its server has {@link RednessLoader} in place of the
 * network, whose weights here are random.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface FindsRed {}

/**
 * A checked report as pages: its own words with the findings beside them, and the list of a batch. Knows neither the web
 * application nor the command line; both show the same parts.
 */
package org.hengji.annotated;

/** What happened, by whom, before and after: append-only, each entry chained to the one before by its hash. */
package org.hengji.server.trail;

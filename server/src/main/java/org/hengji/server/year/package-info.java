/** Fiscal years of an area: prepared, opened, closed, and the calendar of dues in each. */
package org.hengji.server.year;

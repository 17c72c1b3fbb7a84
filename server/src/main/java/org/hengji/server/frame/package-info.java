/** What every page has around it: language, menu, person, styles, errors. A controller takes a {@code Frame} and passes it on. */
package org.hengji.server.frame;

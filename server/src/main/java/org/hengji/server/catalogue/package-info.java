/** The indicator frameworks, readable as officials know them: tree, criteria, facts, readings, grades and sources. */
package org.hengji.server.catalogue;

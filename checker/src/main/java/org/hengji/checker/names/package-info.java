/** The names that a report uses: documents with their numbers, bodies, platforms; and where two spellings meet. */
package org.hengji.checker.names;

/** Facts that a report tells more than once in different words: in a table and in the text, by name and by what follows. */
package org.hengji.checker.tellings;

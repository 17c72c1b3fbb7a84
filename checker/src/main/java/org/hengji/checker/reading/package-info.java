/**
 * From a document to figures: words are evened out (widths, stray tags, LaTeX), sentences joined over page breaks, and
 * every number read with its unit, qualifier and what it is a number of. Nothing loses its place in the document.
 */
package org.hengji.checker.reading;

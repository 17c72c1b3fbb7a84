/**
 * Published reports as one flat text with a structure laid over it. Every paragraph, heading and cell keeps its place in
 * that text, so whatever is later said of a report can point at the exact words.
 */
package org.hengji.documents;

/**
 * Documents that several people handle in turn: who has it now, what he may do, what happened and what it said then. The
 * courses are data; what a document is about comes from the module that registers a {@link
 * org.hengji.server.procedure.Matter}.
 */
package org.hengji.server.procedure;

/** Who may open what: roles, the person who is signed in, and the mark that opens a route. What is not opened is closed. */
package org.hengji.server.access;

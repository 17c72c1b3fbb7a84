/** The commands that read files and need neither Spring nor a database: score, explain, lint, frameworks. */
package org.hengji.command;

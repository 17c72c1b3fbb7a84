/**
 * 导入: a file is sent, read in the background without effect, and taken in as a whole when nothing is wrong with it. Which
 * kinds of files there are is the matter of the modules that receive them.
 */
package org.hengji.server.intake;

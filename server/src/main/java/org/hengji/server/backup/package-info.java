/**
 * Everything in one file and back again. Written by the application itself, because the PostgreSQL that it brings along
 * has no {@code pg_dump}, and because the same file must fit a data folder and a server.
 */
package org.hengji.server.backup;

/**
 * Where the records live: a PostgreSQL that the application starts itself in a data folder, or one that someone else
 * runs. Above this package nobody can tell which.
 */
package org.hengji.server.database;

/** What people have typed into forms and not put into effect: kept as they type, given back when they return. */
package org.hengji.server.draft;

/** People and how they prove who they are. */
package org.hengji.server.identity;

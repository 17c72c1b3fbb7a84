/** Bodies and their tree through time, and the one place that decides whose data a person may see. */
package org.hengji.server.organisation;

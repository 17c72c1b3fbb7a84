/** 审计: the trail as the audit administrator reads it. */
package org.hengji.server.audit;

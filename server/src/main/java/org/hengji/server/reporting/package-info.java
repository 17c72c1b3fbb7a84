/** 报告: official documents of evaluations, drafted from facts and edited paragraph by paragraph. */
package org.hengji.server.reporting;

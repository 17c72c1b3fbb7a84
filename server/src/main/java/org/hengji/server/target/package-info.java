/** 绩效目标: what departments and projects mean to reach in a year, how it is checked, reviewed and kept. */
package org.hengji.server.target;

/** Several units of one framework make the whole: facts are combined, then the whole is scored like any other case. */
package org.hengji.scoring.rollup;

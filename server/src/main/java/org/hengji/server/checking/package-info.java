/**
 * Checking of reports: uploaded in batches, checked in the background, each finding confirmed, waived with a reason or
 * returned to the unit. What is wrong is computed and never changed here; what people decide lies beside it.
 */
package org.hengji.server.checking;

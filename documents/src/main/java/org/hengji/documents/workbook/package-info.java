/**
 * Forms that are filled in as workbooks. One definition makes the template, and what comes back is read against the
 * same definition: first into rows of typed cells with their places, then one check for each rule.
 */
package org.hengji.documents.workbook;

/** A verdict as data and as plain text. Both say the same as the annotated page. */
package org.hengji.checker.rendering;

/** What people are told inside the application, and what of it they have read. */
package org.hengji.server.notification;

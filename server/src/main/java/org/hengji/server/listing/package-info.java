/** Every list of records: filtered as one types, sorted, paged, and exported as it is seen. */
package org.hengji.server.listing;

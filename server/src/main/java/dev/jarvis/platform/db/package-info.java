/** What is under the floor: PostgreSQL, its roles and migrations, and the transaction that always knows its tenant. */
@NullMarked
package dev.jarvis.platform.db;

import org.jspecify.annotations.NullMarked;

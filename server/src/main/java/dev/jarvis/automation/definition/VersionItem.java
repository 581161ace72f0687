package dev.jarvis.automation.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** One version in a rule's list of them. */
@Schema(name = "RuleVersionItem")
record VersionItem(long version, String name, Instant savedAt, String savedBy) {}

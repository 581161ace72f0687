package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of a run so far, and which of them are not written down yet. For one thread. */
final class History {
    private final Map<String, StepRow> rows = new LinkedHashMap<>();
    private final Set<String> unsaved = new LinkedHashSet<>();

    static History of(List<StepRow> kept) {
        History history = new History();
        kept.forEach(row -> history.rows.put(row.path(), row));
        return history;
    }

    StepRow findOrBegin(String path, Step step, Instant now) {
        StepRow known = rows.get(path);
        return known != null ? known : put(StepRow.begun(path, step.id(), kind(step), rows.size(), now));
    }

    StepRow put(StepRow row) {
        rows.put(row.path(), row);
        unsaved.add(row.path());
        return row;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int unsaved() {
        return unsaved.size();
    }

    List<StepRow> takeUnsaved() {
        List<StepRow> changed = new ArrayList<>();
        for (String path : unsaved) changed.add(rows.get(path));
        unsaved.clear();
        return changed;
    }

    static String kind(Step step) {
        return switch (step) {
            case Step.Act act -> "act";
            case Step.Branch branch -> "branch";
            case Step.ForEach each -> "for_each";
            case Step.Wait wait -> "wait";
            case Step.Assign assign -> "set";
            case Step.CallRule call -> "call_rule";
        };
    }
}

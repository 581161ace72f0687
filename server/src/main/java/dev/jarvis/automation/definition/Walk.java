package dev.jarvis.automation.definition;

import java.util.List;

/** Looks at every step of a definition with the place where it stands. */
abstract class Walk {
    private final Definition definition;

    Walk(Definition definition) {
        this.definition = definition;
    }

    /** @param path such as {@code steps[0].then[1]} */
    abstract void at(String path, Step step);

    final void go() {
        steps("steps", definition.steps());
    }

    private void steps(String path, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String place = path + "[" + i + "]";
            at(place, steps.get(i));
            switch (steps.get(i)) {
                case Step.Branch branch -> {
                    steps(place + ".then", branch.then());
                    steps(place + ".else", branch.otherwise());
                }
                case Step.ForEach each -> steps(place + ".steps", each.steps());
                case Step.Act _, Step.Wait _, Step.Assign _, Step.CallRule _ -> {}
            }
        }
    }
}

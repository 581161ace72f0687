package dev.jarvis.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.approval.policy.Policies;
import dev.jarvis.approval.policy.Policy;
import dev.jarvis.approval.policy.PolicyLine;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ActivityType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The observatory's policy: looked at, tried out on what was proposed before, and saved as a new version. */
@RestController
final class PolicyController {
    private final Policies policies;
    private final PolicyTrial trial;
    private final ActivityLog log;
    private final InstantSource clock = InstantSource.system();

    PolicyController(Policies policies, PolicyTrial trial, ActivityLog log) {
        this.policies = policies;
        this.trial = trial;
        this.log = log;
    }

    /** @param version 0 for the lines that a new observatory begins with */
    record CurrentPolicy(long version, List<PolicyLine> lines) {}

    /** @param version the one that was looked at */
    record WantedPolicy(long version, List<PolicyLine> lines) {}

    /** @param hours back from now, 1 to 168; 24 when absent */
    record PolicyTrialRequest(
            List<PolicyLine> lines, @Nullable Integer hours) {}

    /** @param lines the policy that rules now, when absent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyQuestion(java.util.UUID call, @Nullable List<PolicyLine> lines) {}

    @GetMapping("/api/policies")
    CurrentPolicy get(Principal principal) {
        Policy policy = policies.of(principal.observatory());
        return new CurrentPolicy(policy.version(), policy.lines());
    }

    @PutMapping("/api/policies")
    CurrentPolicy put(Principal principal, @RequestBody WantedPolicy wanted) {
        Policy saved = policies.save(
                principal, wanted.version(), wanted.lines(), () -> write(principal, wanted.version() + 1));
        return new CurrentPolicy(saved.version(), saved.lines());
    }

    private void write(Principal principal, long version) {
        log.write(new Activity(
                principal.observatory(),
                UuidV7.next(),
                null,
                ActivityType.APPROVAL,
                "policy/saved",
                "The policy was changed; it is version %d now".formatted(version),
                "",
                Map.of("version", String.valueOf(version)),
                Activity.Status.SUCCESS,
                Actor.of(principal),
                "by person",
                null,
                clock.instant()));
    }

    /** With these lines, what was proposed lately would have been decided so. Changes nothing. */
    @PostMapping("/api/policies/preview")
    PolicyTrial.TrialResult preview(Principal principal, @RequestBody PolicyTrialRequest wanted) {
        int hours = wanted.hours() == null ? 24 : wanted.hours();
        if (hours < 1 || hours > 168) throw Problem.badInput("hours", "must be from 1 to 168");
        return trial.run(principal.observatory(), policies.compiled(principal.observatory(), wanted.lines()), hours);
    }

    /** Which line decides about an earlier call, and why. Changes nothing. */
    @PostMapping("/api/policies/explain")
    PolicyTrial.ExplainedDecision explain(Principal principal, @RequestBody PolicyQuestion question) {
        Policy policy = question.lines() == null
                ? policies.of(principal.observatory())
                : policies.compiled(principal.observatory(), question.lines());
        return trial.explain(principal.observatory(), policy, question.call());
    }
}

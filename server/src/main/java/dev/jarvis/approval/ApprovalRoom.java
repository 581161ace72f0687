package dev.jarvis.approval;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.approval.policy.Policies;
import dev.jarvis.integration.ActionRunner;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.InputPreparation;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.mail.MailDoor;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.WorkQueue;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ApprovalRoom {
    /** 25 MB of attachments as base64, and the text around them. */
    private static final long ACTION_BYTES = 40_000_000;

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    Routes approvalRoutes() {
        return Routes.of(
                Route.post("/api/{platform}/{action}")
                        .by(Permission.ACT, "actions:{platform}/{action}")
                        .withBodyUpTo(ACTION_BYTES),
                Route.get("/api/calls").by(Permission.READ, "calls"),
                Route.get("/api/calls/{id}").by(Permission.READ, "calls"),
                Route.post("/api/calls/{id}/settle").by(Permission.ACT, "calls"),
                Route.get("/api/approvals").by(Permission.READ, "approvals"),
                Route.get("/api/approvals/{id}").by(Permission.READ, "approvals"),
                Route.get("/api/approvals/calibration").by(Permission.READ, "approvals"),
                Route.post("/api/approvals/approve").by(Permission.DECIDE, "approvals"),
                Route.post("/api/approvals/{id}/approve").by(Permission.DECIDE, "approvals"),
                Route.post("/api/approvals/{id}/reject").by(Permission.DECIDE, "approvals"),
                Route.post("/api/approvals/{id}/cancel").by(Permission.DECIDE, "approvals"),
                Route.post("/api/approvals/{id}/delegate").by(Permission.DECIDE, "approvals"),
                Route.patch("/api/approvals/{id}")
                        .by(Permission.DECIDE, "approvals")
                        .withBodyUpTo(ACTION_BYTES),
                Route.get("/api/policies").by(Permission.READ, "policies"),
                Route.put("/api/policies").by(Permission.ADMINISTER, "policies").afterStepUpOfSessions(),
                Route.post("/api/policies/preview").by(Permission.ADMINISTER, "policies"),
                Route.post("/api/policies/explain").by(Permission.READ, "policies"));
    }

    @Bean
    Policies policies(TenantTransactions db, JdbcClient jdbc, JsonMapper json, Notices notices) {
        return new Policies(db, jdbc, json, notices);
    }

    @Bean
    Proposals proposals(TenantTransactions db, JdbcClient jdbc, JsonMapper json) {
        return new Proposals(new Confidence(db, jdbc, json), CLOCK);
    }

    @Bean
    Requests approvalRequests(JdbcClient jdbc, JsonMapper json) {
        return new Requests(jdbc, json);
    }

    @Bean
    ErasedRequests erasedRequests(JdbcClient jdbc) {
        return new ErasedRequests(jdbc);
    }

    @Bean
    Votes approvalVotes(JdbcClient jdbc) {
        return new Votes(jdbc);
    }

    @Bean
    Proof proof() {
        return new Proof(CLOCK);
    }

    @Bean
    Calibration calibration(TenantTransactions db, JdbcClient jdbc) {
        return new Calibration(db, jdbc);
    }

    @Bean
    ApprovalNotices approvalNotices(WorkQueue queue) {
        return new ApprovalNotices(queue);
    }

    @Bean
    WaitingCalls waitingCalls(
            Catalogue catalogue, IntegrationManager integrations, ActionInput inputs, ApprovalNotices notices) {
        return new WaitingCalls(catalogue, integrations, inputs, notices);
    }

    @Bean
    DecisionLog decisionLog(ActivityLog log, ApplicationEventPublisher news) {
        return new DecisionLog(log, news, CLOCK);
    }

    @Bean
    Decisions decisions(
            TenantTransactions db,
            Requests requests,
            Votes votes,
            Calls calls,
            WorkQueue queue,
            DecisionLog log,
            Proof proof,
            WaitingCalls waiting,
            Policies policies,
            Proposals proposals) {
        return new Decisions(db, requests, votes, calls, queue, log, proof, waiting, policies, proposals);
    }

    @Bean
    Approvals approvals(
            Policies policies,
            Proposals proposals,
            ActionRunner runner,
            TenantTransactions db,
            Calls calls,
            ActivityLog activities,
            Requests requests,
            WorkQueue queue,
            DecisionLog log,
            ApprovalNotices notices,
            Decisions decisions,
            Proof proof,
            JsonMapper json) {
        return new Approvals(
                policies,
                proposals,
                runner,
                new Refusals(db, calls, activities, CLOCK),
                db,
                calls,
                requests,
                queue,
                log,
                notices,
                decisions,
                proof,
                json);
    }

    @Bean
    TaskHandler decidedCalls(
            TenantTransactions db,
            Requests requests,
            Votes votes,
            Calls calls,
            WaitingCalls waiting,
            ActionRunner runner,
            DecisionLog log,
            ObjectProvider<SettledCalls> listeners,
            JsonMapper json) {
        return new DecidedCalls(db, requests, votes, calls, waiting, runner, log, listeners, json);
    }

    @Bean
    TaskHandler approvalDeadlines(Decisions decisions) {
        return new Deadlines(decisions);
    }

    @Bean
    TaskHandler noticeRounds(
            TenantTransactions db,
            JdbcClient jdbc,
            Requests requests,
            Votes votes,
            ObjectProvider<NoticeChannel> channels,
            PublicUrl pages) {
        return new NoticeRounds(
                db, jdbc, requests, votes, channels.orderedStream().toList(), pages);
    }

    @Bean
    NoticeChannel mailNotices(MailDoor mail) {
        return new MailNotices(mail);
    }

    @Bean
    NoticeChannel gmailNotices(
            IntegrationManager integrations, WaitingCalls calls, ActionRunner runner, JsonMapper json) {
        return new GmailNotices(integrations, calls, runner, json);
    }

    @Bean
    PolicyTrial policyTrial(
            TenantTransactions db, Calls calls, WaitingCalls waiting, Proposals proposals, Policies policies) {
        return new PolicyTrial(db, calls, waiting, proposals, policies, CLOCK);
    }

    @Bean
    ActionInput actionInput(JsonMapper json) {
        return new ActionInput(json);
    }

    @Bean
    ProposedCalls proposedCalls(
            Catalogue catalogue, IntegrationManager integrations, InputPreparation preparation, ActionInput inputs) {
        return new ProposedCalls(catalogue, integrations, preparation, inputs);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(TenantTransactions db, JdbcClient jdbc) {
        return new IdempotencyKeys(db, jdbc);
    }
}

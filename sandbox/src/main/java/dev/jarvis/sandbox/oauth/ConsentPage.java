package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Parameters;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The page on which a person picks an account and allows or denies. Works without scripts and by keyboard alone. An empty
 * {@code grant_scope} goes along, so that nothing ticked is told from nothing asked.
 */
final class ConsentPage {

    private static final Set<String> CHOSEN_HERE = Set.of("auto", "account", "decision", "grant_scope");

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --line: #8885; --accent: #2563eb; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 8vh auto; padding: 0 1rem; }
            main { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
            h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
            fieldset { border: 0; margin: 1rem 0; padding: 0; }
            legend { font-weight: 600; margin-bottom: .5rem; padding: 0; }
            label { display: flex; gap: .75rem; align-items: center; padding: .6rem .75rem; }
            .account { border: 1px solid var(--line); border-radius: 8px; margin-bottom: .5rem; }
            .account small { display: block; opacity: .75; }
            .scope { padding: .15rem 0; overflow-wrap: anywhere; }
            .act { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.25rem; }
            button { font: inherit; padding: .5rem 1.25rem; border-radius: 8px; border: 1px solid var(--line); cursor: pointer; }
            button[value=allow] { background: var(--accent); border-color: var(--accent); color: #fff; }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            footer { opacity: .75; font-size: .85rem; margin-top: 1rem; text-align: center; }
            </style>
            </head>
            <body>
            <main>
            %s
            </main>
            <footer>Sandbox: a stand-in, not the real platform. Nothing here leaves this machine.</footer>
            </body>
            </html>
            """;

    private ConsentPage() {}

    static String of(Profile profile, AuthorizationRequest request, Collection<Account> accounts, Parameters asked) {
        String form = """
                <h1>Allow %s to use your %s account?</h1>
                <form method="post">
                %s
                <fieldset><legend>Account</legend>
                %s</fieldset>
                <fieldset><legend>It will be able to</legend>
                <input type="hidden" name="grant_scope" value="">
                %s</fieldset>
                <div class="act">
                <button name="decision" value="deny">Deny</button>
                <button name="decision" value="allow" autofocus>Allow</button>
                </div>
                </form>
                """.formatted(
                        escaped(request.clientId()),
                        escaped(profile.name()),
                        hidden(asked),
                        accounts(accounts),
                        scopes(request.scopes()));
        return FRAME.formatted("Sandbox " + escaped(profile.name()) + ": allow access", form);
    }

    static String problem(String title, String what) {
        return FRAME.formatted(escaped(title), "<h1>%s</h1>\n<p>%s</p>".formatted(escaped(title), escaped(what)));
    }

    private static String hidden(Parameters asked) {
        return asked.all().stream()
                .filter(parameter -> !CHOSEN_HERE.contains(parameter.name()))
                .map(ConsentPage::hidden)
                .collect(Collectors.joining("\n"));
    }

    private static String hidden(Header parameter) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(escaped(parameter.name()), escaped(parameter.value()));
    }

    private static String accounts(Collection<Account> accounts) {
        StringBuilder html = new StringBuilder();
        for (Account account : accounts) {
            html.append("""
                    <label class="account"><input type="radio" name="account" value="%s"%s>
                    <span>%s<small>%s</small></span></label>
                    """.formatted(
                            escaped(account.id()),
                            html.isEmpty() ? " checked" : "",
                            escaped(account.name()),
                            escaped(account.detail())));
        }
        return html.toString();
    }

    private static String scopes(Set<String> scopes) {
        return scopes.stream().map(scope -> """
                        <label class="scope"><input type="checkbox" name="grant_scope" value="%1$s" checked>%1$s</label>
                        """.formatted(escaped(scope))).collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

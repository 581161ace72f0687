package dev.jarvis.connectors.gmail;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record NewMail(
        @Describe(value = "Who gets it.", example = "Jürgen <juergen@acme.test>", maxLength = 100, optional = true)
        List<String> to,

        @Describe(value = "Who gets a copy.", maxLength = 100, optional = true)
        List<String> cc,

        @Describe(value = "Who gets a copy unseen by the others.", maxLength = 100, optional = true)
        List<String> bcc,

        @Describe(
                value = "One line. In a reply it may be left out: then it is that of the mail answered.",
                example = "Your offer",
                maxLength = 900,
                optional = true)
        String subject,

        @Describe(value = "The plain text.", maxLength = 1_000_000, format = "multiline") @Nullable
        String text,

        @Describe(
                value = "The same as HTML; give both, and each reader shows what it can.",
                maxLength = 2_000_000,
                format = "html")
        @Nullable
        String html,

        @Describe(value = "Files; with the inline images at most 25 MB together.", maxLength = 50, optional = true)
        List<FileRef> attachments,

        @Describe(value = "Images that the html shows.", maxLength = 50, optional = true)
        List<InlineImage> inlineImages,

        @Describe(value = "Where answers should go, when not to the sender.", example = "sales@acme.test") @Nullable
        String replyTo,

        @Describe(value = "The conversation to continue; its last mail is answered.", pattern = "^[A-Za-z0-9_-]{1,64}$")
        @Nullable
        String threadId,

        @Describe(value = "The id of the mail to answer.", pattern = "^[A-Za-z0-9_-]{1,64}$") @Nullable
        String inReplyTo,

        @Describe("Makes subject, text and html templates: {{name}} becomes the value of name. In html it is escaped.")
        @Nullable
        Map<String, String> variables,

        @Describe(
                value =
                        "The name of a stored answer. It gives subject, text and html where these are not given, and variables fill it.",
                maxLength = 100,
                format = "template")
        @Nullable
        String template) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,63}/[A-Za-z0-9!#$&^_.+-]{1,63}");

    NewMail {
        to = List.copyOf(requireNonNullElse(to, List.of()));
        cc = List.copyOf(requireNonNullElse(cc, List.of()));
        bcc = List.copyOf(requireNonNullElse(bcc, List.of()));
        attachments = List.copyOf(requireNonNullElse(attachments, List.of()));
        inlineImages = List.copyOf(requireNonNullElse(inlineImages, List.of()));
        if (template != null)
            throw new InvalidInput("template", "Stored answers are put in place by the server before a mail is read");
        if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) throw new InvalidInput("to", "Give at least one address");
        if (text == null && html == null) throw new InvalidInput("text", "Give text, or html, or both");
        if (html == null && !inlineImages.isEmpty()) throw new InvalidInput("inlineImages", "Only html can show them");
        check(to, cc, bcc, replyTo);
        for (int i = 0; i < attachments.size(); i++) check("attachments[%d]".formatted(i), attachments.get(i));
        for (int i = 0; i < inlineImages.size(); i++)
            check("inlineImages[%d].file".formatted(i), inlineImages.get(i).file());
        subject = MailText.line("subject", filled("subject", requireNonNullElse(subject, ""), variables));
        text = text == null ? null : filled("text", text, variables);
        html = html == null || variables == null ? html : new Template(variables).html("html", html);
        variables = null; // they are in place now: nothing can fill them in twice
    }

    String headline() {
        String whom = Stream.of(to, cc, bcc).flatMap(List::stream).findFirst().orElse("");
        int others = to.size() + cc.size() + bcc.size() - 1;
        String more = others == 0 ? "" : " and %d more".formatted(others);
        return "Mailed %s%s%s".formatted(whom, more, subject.isBlank() ? "" : ": “%s”".formatted(subject));
    }

    private static String filled(String field, String template, @Nullable Map<String, String> variables) {
        return variables == null ? template : new Template(variables).text(field, template);
    }

    private static void check(List<String> to, List<String> cc, List<String> bcc, @Nullable String replyTo) {
        MailAddress.all("to", to);
        MailAddress.all("cc", cc);
        MailAddress.all("bcc", bcc);
        if (replyTo != null) MailAddress.of("replyTo", replyTo);
    }

    private static void check(String field, FileRef file) {
        MailText.line(field + ".name", file.name());
        if (!MEDIA_TYPE.matcher(file.mediaType()).matches())
            throw new InvalidInput(
                    field + ".mediaType", "A media type looks like application/pdf, not " + file.mediaType());
    }
}

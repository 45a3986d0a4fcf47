using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Tells in sentences what is wrong with a signature, and what to do about it.</summary>
public static class SignatureWords
{
    public static string Title(SignatureDiagnosis diagnosis) => diagnosis switch
    {
        { Matches: true, Faults.Count: 0, SentFor: { } task } => $"Matches. It is what was sent for {task}.",
        { Matches: true, Faults.Count: 0 } => "Matches the live secret.",
        { Matches: true } => "Matches this body, but other bytes were sent.",
        _ => "Does not match.",
    };

    /// <summary>Writes what a fault means, with the next step.</summary>
    public static string Of(SignatureFault fault, SignatureDiagnosis diagnosis) => fault switch
    {
        SignatureFault.Missing => $"There is no signature. Read it from the header {WebhookSignature.HubHeader}; names of headers have no case.",
        SignatureFault.NotASignature => "This is no signature: one has 40 hex digits. A part may be missing.",
        SignatureFault.Standard =>
            "This is webhook-signature of Standard Webhooks. It signs webhook-id and webhook-timestamp with the body: check it with a library of Standard Webhooks.",
        SignatureFault.OtherHash => "It is as long as another hash makes it, such as SHA-512 or MD5. Use SHA-1.",
        SignatureFault.Sha256 =>
            $"It is made with SHA-256. {WebhookSignature.HubHeader} is made with SHA-1; compare this one with {WebhookSignature.Hub256Header}.",
        SignatureFault.NotKeyed => "It is a plain hash of the body, made without the secret. Use HMAC with the secret as key.",
        SignatureFault.Prefix => "It has sha1= in front. The header has the digits alone: compare without it.",
        SignatureFault.UpperCase => "It is in upper case. The header has lower-case digits: write yours so before you compare.",
        SignatureFault.Base64 => "It is written in base64. The header has hex: use the hex form of the hash.",
        SignatureFault.OtherSecret =>
            "It is made with the other secret of the rotation: the receiver and X-Hub-Signature do not use the same one yet. Accept both, or switch.",
        SignatureFault.PaddedSecret =>
            "A space or a line break at the end of the secret makes the difference, as files and forms add it. Trim the secret in the receiver.",
        SignatureFault.QuotedSecret => "The receiver takes the quotes around the secret for a part of it. Leave them out.",
        SignatureFault.PartOfSecret =>
            "The receiver uses what stands behind whsec_ as the key. For X-Hub-Signature the key is the whole text of the secret, whsec_ included.",
        SignatureFault.ByteOrderMark => "A byte order mark in front of the body makes the difference. Sign the bytes as they came; they have none.",
        SignatureFault.LineEndings => "Line breaks make the difference: those of Windows on one side, of Unix on the other. Sign the bytes as they came.",
        SignatureFault.TrailingLineBreak => "A line break at the end of the body makes the difference. Sign the bytes as they came; they have none.",
        SignatureFault.Reserialised => Reserialised(diagnosis),
        SignatureFault.OtherBody => $"It is the signature of another body{For(diagnosis)}. Two requests were mixed up.",
        SignatureFault.WrongSecret =>
            $"The body is what was sent{For(diagnosis)}, byte for byte: the receiver has another secret. Compare both sides.",
        _ => "No secret of the stage gives this signature, for this body or for one of the newest that were sent. "
            + "The receiver has another secret, or the body changed on its way.",
    };

    private static string Reserialised(SignatureDiagnosis diagnosis) =>
        $"The JSON says the same as what was sent{For(diagnosis)}, but in other bytes: a framework has parsed it and written it anew. "
        + "Sign the raw body, before it is parsed.";

    private static string For(SignatureDiagnosis diagnosis) => diagnosis.SentFor is { } task ? $" for {task}" : "";
}

namespace WebhookStudio.Domain.Deliveries;

/// <summary>What keeps a signature from being the one that <see cref="WebhookSignature.HubHeader"/> carries for a body.</summary>
public enum SignatureFault
{
    /// <summary>There is no signature at all.</summary>
    Missing,

    /// <summary>The text is neither hex nor base64 of a hash.</summary>
    NotASignature,

    /// <summary>It is the one of <see cref="WebhookSignature.StandardHeader"/>, which signs more than the body.</summary>
    Standard,

    /// <summary>It is as long as another hash than SHA-1 and SHA-256 makes it.</summary>
    OtherHash,

    /// <summary>It is made with SHA-256 in place of SHA-1.</summary>
    Sha256,

    /// <summary>It is a plain hash of the body, made without a secret.</summary>
    NotKeyed,

    /// <summary>It has <c>sha1=</c> in front.</summary>
    Prefix,

    /// <summary>Its hex digits are in upper case.</summary>
    UpperCase,

    /// <summary>It is written in base64 in place of hex.</summary>
    Base64,

    /// <summary>It is made with the other secret of a rotation.</summary>
    OtherSecret,

    /// <summary>It is made with the secret and a space or a line break behind it, or without the one that belongs to it.</summary>
    PaddedSecret,

    /// <summary>It is made with the secret and the quotes around it.</summary>
    QuotedSecret,

    /// <summary>It is made with what stands behind <c>whsec_</c> in the secret, decoded or not.</summary>
    PartOfSecret,

    /// <summary>A byte order mark is in front of one of the two: the body that is signed, and the one that is checked.</summary>
    ByteOrderMark,

    /// <summary>One of the two has line breaks of Windows, the other those of Unix.</summary>
    LineEndings,

    /// <summary>One of the two has a line break at its end.</summary>
    TrailingLineBreak,

    /// <summary>Both say the same, but in other bytes: the JSON was read and written anew.</summary>
    Reserialised,

    /// <summary>It belongs to another body that was sent.</summary>
    OtherBody,

    /// <summary>The body was sent as it stands, but no secret of the stage gives this signature.</summary>
    WrongSecret,

    /// <summary>Nothing that is known gives this signature: neither the secrets nor the bodies that were sent.</summary>
    Unknown,
}

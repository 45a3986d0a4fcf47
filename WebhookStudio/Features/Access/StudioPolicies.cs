namespace WebhookStudio.Features.Access;

/// <summary>Names of the authorization policies. Without a name, a policy asks for a person signed in by cookie.</summary>
public static class StudioPolicies
{
    /// <summary>A manager, by cookie or by API key.</summary>
    public const string Manager = "Manager";

    /// <summary>Any holder of an API key; cookies do not count, so that no other site can use them.</summary>
    public const string Api = "Api";
}

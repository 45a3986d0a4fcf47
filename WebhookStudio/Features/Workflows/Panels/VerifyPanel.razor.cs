using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Tells those who write a receiver how to check its signatures, and checks theirs.</summary>
public sealed partial class VerifyPanel : ComponentBase
{
    private ReceiverSnippet _language = ReceiverSnippets.All[0];

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets the stage as edited.</summary>
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    /// <summary>Gets or sets the settings that are live; <see langword="null"/> for a new stage.</summary>
    [Parameter]
    public WebhookStageSettings? Live { get; set; }

    /// <summary>Gets the secret that requests are signed with.</summary>
    private SealedText? Signed => Live is { Auth: WebhookAuth.Secret, Secret: { } secret } ? secret : null;

    private string Path => ReceiverSnippets.PathOf(Settings.Url);
}

using MudBlazor;

namespace WebhookStudio.Features.Tasks;

/// <summary>Asks before webhooks are sent again: how many, where to, and whether all of them or those of one cause.</summary>
public static class RerunQuestion
{
    /// <summary>More causes than these are not offered one by one.</summary>
    private const int MostCauses = 6;

    /// <summary>Shows the question.</summary>
    /// <param name="dialogs">Where it is shown.</param>
    /// <param name="failing">What can be re-run.</param>
    /// <param name="cause">The cause that is shown alone; <see langword="null"/> if all are.</param>
    /// <param name="remark">A sentence to add.</param>
    /// <returns>The answer, or <see langword="null"/> if the person thought better of it.</returns>
    public static async Task<RerunAnswer?> AskRerunAsync(
        this IDialogService dialogs, FailingTasks failing, string? cause, string remark = "")
    {
        var parameters = new DialogParameters<RerunDialog>
        {
            { dialog => dialog.Options, Options(failing, cause) },
            { dialog => dialog.Text, $"{TaskWords.RerunConsequence(failing)} {remark}".TrimEnd() },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<RerunDialog>(null, parameters, options);

        return await dialog.Result is { Canceled: false, Data: RerunAnswer answer } ? answer : null;
    }

    private static List<RerunOption> Options(FailingTasks failing, string? cause)
    {
        var label = TaskWords.RerunLabel(failing, cause);
        var shown = new RerunOption(cause, $"All {label["Re-run ".Length..]}", label);

        return cause is not null || failing.Causes.Count is 1 or > MostCauses
            ? [shown]
            : [shown, .. failing.Causes.Select(each => Option(failing, each))];
    }

    private static RerunOption Option(FailingTasks failing, FailureCause cause) => new(
        cause.Status,
        $"Only {cause.Count} with {TaskWords.Cause(cause, failing.Stages)}",
        TaskWords.RerunLabel(cause.Held, cause.Retrying));
}

/// <summary>A choice in the question.</summary>
/// <param name="Cause">The cause that is re-run; <see langword="null"/> for all.</param>
/// <param name="Label">What stands beside the radio button.</param>
/// <param name="Confirm">What the button says: verb, count, object.</param>
public sealed record RerunOption(string? Cause, string Label, string Confirm);

/// <summary>What somebody chose to re-run.</summary>
/// <param name="Cause">The cause; <see langword="null"/> for all.</param>
public sealed record RerunAnswer(string? Cause);

using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>
/// The review before an action on a batch. It closes with the <see cref="ChangeResult"/> if the action was carried out,
/// otherwise with null.
/// </summary>
public sealed partial class BatchActionDialog : ReviewedAction
{
    private const string Now = "now";
    private const string Later = "later";
    private static readonly FilterOption[] Whens = [new(Now, "now"), new(Later, "at a time")];
    private string _when = Now;
    private string _start = "";
    private string _complete = "";
    private string _emails = "";
    private string _bad = "";
    private string _large = "";
    private string _typed = "";

    /// <summary>The batch as it was when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required MigrationBatch Batch { get; set; }

    /// <summary>The action to carry out.</summary>
    [Parameter, EditorRequired]
    public MigrationAction Action { get; set; }

    [Inject]
    private ActOnBatch Act { get; set; } = default!;

    [Inject]
    private BrowserTime Times { get; set; } = default!;

    private string Zone => $"By your clock ({Times.Zone.Id}).";

    private string Verb =>
        Action switch
        {
            MigrationAction.Set => $"Change {Batch.Identity}",
            MigrationAction.Complete when _when == Later => $"Let {Batch.Identity} complete then",
            _ => $"{Action} {Batch.Identity}",
        };

    private bool MayApply =>
        !IsBusy && Plan is { HasErrors: false } plan && plan.Confirmation?.IsGiven(_typed) != false;

    /// <summary>The options of the action; null if it has none.</summary>
    private SetMigrationBatch? Wanted =>
        Action switch
        {
            MigrationAction.Complete when _when == Later => new SetMigrationBatch(Batch.Identity)
            {
                CompleteAfter = LocalTime.Parse(_complete, Times.Zone),
            },
            MigrationAction.Set => new SetMigrationBatch(Batch.Identity)
            {
                StartAfter = Changed(_start, Batch.StartAfter),
                CompleteAfter = Changed(_complete, Batch.CompleteAfter),
                NotificationEmails = Emails.SequenceEqual(Batch.NotificationEmails, StringComparer.OrdinalIgnoreCase)
                    ? null
                    : Emails,
                BadItemLimit = Text(_bad),
                LargeItemLimit = Text(_large),
            },
            _ => null,
        };

    private string[] Emails =>
        _emails.Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _start = LocalTime.Text(Batch.StartAfter, Times.Zone);
        _complete = LocalTime.Text(Batch.CompleteAfter, Times.Zone);
        _emails = string.Join(", ", Batch.NotificationEmails);
        await RecallReasonAsync();
        if (Action != MigrationAction.Set)
            await PreviewAsync();
    }

    private Task ChooseWhenAsync(string? when)
    {
        _when = when ?? Now;
        return PreviewAsync();
    }

    private Task SetAsync(System.Action set)
    {
        set();
        return PreviewAsync();
    }

    private Task PreviewAsync() =>
        RunAsync(async () =>
        {
            Plan = null;
            // Without its time, "at a time" would complete the batch now.
            if (Action == MigrationAction.Complete && _when == Later && Wanted is not { CompleteAfter: not null })
                return;
            var result = await Act.PreviewAsync(Batch.Identity, Action, Wanted, CancellationToken.None);
            (Plan, Problem) = (result.Plan, result.Problem);
        });

    private Task ActAsync() =>
        !MayApply
            ? Task.CompletedTask
            : RunAsync(async () =>
            {
                var result = await ApplyAsync(reason =>
                    Act.ExecuteAsync(
                        Batch.Identity,
                        Action,
                        Wanted,
                        Plan?.Confirmation is null ? null : _typed,
                        reason,
                        CancellationToken.None
                    )
                );
                if (result.IsDone)
                    Dialogs.Close(result);
                else if (result.Problem!.Code is ProblemCode.OutcomeUnknown or ProblemCode.InvalidState)
                    Plan = null; // the reviewed plan is outdated
            });

    private DateTimeOffset? Changed(string text, DateTimeOffset? before) =>
        text == LocalTime.Text(before, Times.Zone) ? null : LocalTime.Parse(text, Times.Zone);

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Migration;

/// <summary>The people to move: searched, pasted or from a file, with the findings of the check.</summary>
public sealed partial class PeopleStep : ComponentBase, IDisposable
{
    private const int MostShown = 200;
    private const long MostBytes = 5 * 1024 * 1024;
    private CancellationTokenSource? _reading;
    private string? _fault;
    private int _choice;

    /// <summary>The batch to edit.</summary>
    [Parameter, EditorRequired]
    public required NewBatchModel Model { get; set; }

    /// <summary>The result of the check; null if there was none, or the input has changed since.</summary>
    [Parameter]
    public MigrationPlan? Plan { get; set; }

    /// <summary>Raised when the people change, or the reading of a file begins or ends.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Raised to continue with the people who are ready.</summary>
    [Parameter]
    public EventCallback OnKeepReady { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_reading is null)
            return;
        _reading.Cancel();
        (_reading, Model.Reading) = (null, null);
    }

    private static int People(MigrationPlan plan) => (plan.Write as CreateMigrationBatch)?.People.Count ?? 0;

    private static int Blocked(MigrationPlan plan) =>
        plan
            .Findings.Where(f => f.Severity == FindingSeverity.Error && f.Identity is not null)
            .Select(f => f.Identity)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();

    private static string Summary(MigrationPlan plan)
    {
        var (people, blocked) = (People(plan), Blocked(plan));
        return plan.HasErrors
            ? $"{people} read, {blocked} not ready"
            : $"{people} {(people == 1 ? "person is" : "people are")} ready";
    }

    private Task AddAsync(RecipientSummary recipient)
    {
        if (recipient.PrimarySmtpAddress is { } address)
            Model.Add(address);
        return OnChanged.InvokeAsync();
    }

    private Task TypeAsync(string text)
    {
        Model.People = text;
        return OnChanged.InvokeAsync();
    }

    private Task RemoveFileAsync()
    {
        Model.File = null;
        _choice++; // a new input: the browser raises no event when the same file is chosen again in the old one
        return OnChanged.InvokeAsync();
    }

    /// <summary>
    /// The file is transferred in parts: meanwhile the step is busy, and a file that is chosen then replaces the
    /// current one.
    /// </summary>
    private async Task ReadAsync(InputFileChangeEventArgs e)
    {
        _reading?.Cancel();
        _reading = null;
        (_fault, Model.File, Model.Reading) = (null, null, null);
        if (e.File.Size > MostBytes)
        {
            _fault = $"{e.File.Name} is larger than 5 MiB: that is not a list of people for one batch. Split it.";
            _choice++;
            await OnChanged.InvokeAsync();
            return;
        }

        using var mine = _reading = new CancellationTokenSource();
        Model.Reading = e.File.Name;
        await OnChanged.InvokeAsync();
        try
        {
            using var memory = new MemoryStream();
            await using (var stream = e.File.OpenReadStream(MostBytes, mine.Token))
                await stream.CopyToAsync(memory, mine.Token);
            if (_reading == mine)
                Model.File = (e.File.Name, memory.ToArray());
        }
        catch (Exception fault)
            when (fault is IOException or JSException or TimeoutException or OperationCanceledException)
        {
            if (_reading == mine)
                (_fault, _choice) = ($"{e.File.Name} could not be read. Choose it again.", _choice + 1);
        }

        if (_reading != mine)
            return; // another file was chosen, or the step was left
        (_reading, Model.Reading) = (null, null);
        await OnChanged.InvokeAsync();
    }
}

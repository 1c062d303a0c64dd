using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Visibility;

/// <summary>Answers "Why is X not in the address book?" for the person in the URL.</summary>
public sealed partial class WhyPage : ComponentBase
{
    private VisibilityAnswer? _answer;
    private Guid? _loaded;
    private string? _fault;
    private bool _missing;

    [Inject]
    private ExplainVisibility Explain { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The objectGUID; null if nobody is chosen yet.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => _loaded == Id ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        (_loaded, _answer, _fault, _missing) = (Id, null, null, false);
        if (Id is not { } id)
            return;
        try
        {
            var answer = await Explain.ExecuteAsync(id, CancellationToken.None);
            if (_loaded != id)
                return;
            (_answer, _missing) = (answer, answer is null);
        }
        catch (DirectoryFault fault)
        {
            if (_loaded == id)
                _fault = fault.Message;
        }
    }

    private void Choose(RecipientSummary recipient) => Navigation.NavigateTo($"visibility/why/{recipient.Id}");

    private static Tone ToneOf(VisibilityFact fact) =>
        fact.Verdict switch
        {
            VisibilityVerdict.Blocks => Tone.Bad,
            VisibilityVerdict.Warns => Tone.Warning,
            VisibilityVerdict.Fine => Tone.Good,
            _ => Tone.Neutral,
        };

    private static IconName IconOf(VisibilityFact fact) =>
        fact.Verdict switch
        {
            VisibilityVerdict.Blocks => IconName.Error,
            VisibilityVerdict.Warns => IconName.Warning,
            VisibilityVerdict.Fine => IconName.CheckCircle,
            _ => IconName.Question,
        };

    private static string WordOf(VisibilityFact fact) =>
        fact.Verdict switch
        {
            VisibilityVerdict.Blocks => "Keeps it out",
            VisibilityVerdict.Warns => "Worth a look",
            VisibilityVerdict.Fine => "As it should be",
            _ => "Unknown",
        };
}

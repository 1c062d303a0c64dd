using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Controls;

/// <summary>A line (or some lines) of text with its label, hint and error.</summary>
public sealed partial class TextField : ComponentBase
{
    private readonly string _id = "field-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>Name of the field.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The text.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>The text after a change; with <see cref="Immediate"/> at every letter.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Report at every letter instead of when the field is left.</summary>
    [Parameter]
    public bool Immediate { get; set; }

    /// <summary>Enter was pressed.</summary>
    [Parameter]
    public EventCallback OnEnter { get; set; }

    /// <summary>Only read out.</summary>
    [Parameter]
    public bool LabelHidden { get; set; }

    /// <summary>Says so behind the label.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Must be filled.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Cannot be used now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Addresses and other values of exact letters.</summary>
    [Parameter]
    public bool Mono { get; set; }

    /// <summary>1 for a line, more for an area.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>Longest text.</summary>
    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>HTML input type.</summary>
    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Name in a posted form.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>HTML autocomplete.</summary>
    [Parameter]
    public string AutoComplete { get; set; } = "off";

    /// <summary>An example.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Help below.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong and what would be right.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Behind the field, as "@ contoso.test" or a button.</summary>
    [Parameter]
    public RenderFragment? Suffix { get; set; }

    /// <summary>Further attributes of the input.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private string? Described => FieldFrame.DescribedBy(_id, Hint, Error);

    private string? Invalid => Error is { Length: > 0 } ? "true" : null;

    private Task OnTextAsync(string? text) => ValueChanged.InvokeAsync(text ?? "");

    private Task OnKeyDownAsync(KeyboardEventArgs e) => e.Key == "Enter" ? OnEnter.InvokeAsync() : Task.CompletedTask;
}

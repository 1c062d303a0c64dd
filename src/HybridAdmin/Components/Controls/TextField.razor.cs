using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HybridAdmin.Components.Controls;

/// <summary>A text field of one or several lines with its label, hint and error.</summary>
public sealed partial class TextField : ComponentBase
{
    private readonly string _id = "field-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>The name of the field.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The text.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Raised with the text after a change; with <see cref="Immediate"/> at every letter.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>True to report at every letter instead of when the field loses the focus.</summary>
    [Parameter]
    public bool Immediate { get; set; }

    /// <summary>Raised when Enter is pressed.</summary>
    [Parameter]
    public EventCallback OnEnter { get; set; }

    /// <summary>True if the label is only read out by screen readers.</summary>
    [Parameter]
    public bool LabelHidden { get; set; }

    /// <summary>True to mark the field as optional after the label.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>True if the field must not be empty.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>True if the field cannot be used now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>True for a monospaced font, for addresses and other exact values.</summary>
    [Parameter]
    public bool Mono { get; set; }

    /// <summary>The number of lines; more than 1 gives a text area.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>The maximum length of the text.</summary>
    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>The HTML input type.</summary>
    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>The name in a posted form.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The HTML autocomplete attribute.</summary>
    [Parameter]
    public string AutoComplete { get; set; } = "off";

    /// <summary>The placeholder: an example.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>The help text below the field.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>The error and the correct form.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>The content after the field, such as "@ contoso.test" or a button.</summary>
    [Parameter]
    public RenderFragment? Suffix { get; set; }

    /// <summary>Additional attributes of the input.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private string? Described => FieldFrame.DescribedBy(_id, Hint, Error);

    private string? Invalid => Error is { Length: > 0 } ? "true" : null;

    private Task OnTextAsync(string? text) => ValueChanged.InvokeAsync(text ?? "");

    private Task OnKeyDownAsync(KeyboardEventArgs e) => e.Key == "Enter" ? OnEnter.InvokeAsync() : Task.CompletedTask;
}

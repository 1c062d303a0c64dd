using System.Text;

namespace HybridAdmin.Core.Tenant.Writing;

/// <summary>
/// A cmdlet, defined once: the line in a preview and the parameters that an adapter sends are derived from the same
/// value.
/// </summary>
/// <param name="Name">E.g. Set-Mailbox.</param>
/// <param name="Parameters">The parameters in order. A value is a text, a Boolean, a list of texts, a
/// <see cref="ListChange"/>, bytes (sent as Base64) or null ($null).</param>
public sealed record Cmdlet(string Name, IReadOnlyList<KeyValuePair<string, object?>> Parameters)
{
    /// <summary>The SwitchParameter parameters in use: given without a value, or with a colon.</summary>
    private static readonly HashSet<string> Switches = ["AutoStart", "Confirm"];

    /// <summary>The PowerShell line; bytes are shown as the file in which a person would save them.</summary>
    public string Line
    {
        get
        {
            var line = new StringBuilder(Name);
            foreach (var (name, value) in Parameters)
            {
                line.Append(" -").Append(name);
                if (!Switches.Contains(name))
                    line.Append(' ').Append(Argument(value));
                else if (value is false)
                    line.Append(":$false");
            }

            return line.ToString();
        }
    }

    private static string Argument(object? value) =>
        value switch
        {
            null => "$null",
            true => "$true",
            false => "$false",
            string text => Quote(text),
            IReadOnlyList<string> list => List(list),
            ListChange change => change.ToString(),
            byte[] => "([System.IO.File]::ReadAllBytes('people.csv'))",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A cmdlet takes no value of this type."),
        };

    /// <summary>
    /// A PowerShell string literal in single quotes. Quotes inside are doubled, including typographic ones, which
    /// PowerShell treats as quotes.
    /// </summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in text)
        {
            if (c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b')
                quoted.Append(c);
            quoted.Append(c);
        }

        return quoted.Append('\'').ToString();
    }

    internal static string List(IEnumerable<string> texts) => string.Join(',', texts.Select(Quote));
}

/// <summary>A change of a parameter with several values: the added and the removed values.</summary>
public sealed record ListChange(IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    /// <summary>A PowerShell hashtable; an empty half is omitted.</summary>
    public override string ToString() =>
        $"@{{{string.Join("; ", new[] { Half("Add", Add), Half("Remove", Remove) }.OfType<string>())}}}";

    private static string? Half(string name, IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : $"{name}={Cmdlet.List(texts)}";
}

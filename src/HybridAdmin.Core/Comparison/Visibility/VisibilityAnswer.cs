using System.Text;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>What one fact means for being found in the address book.</summary>
public enum VisibilityVerdict
{
    /// <summary>Keeps the recipient out.</summary>
    Blocks,

    /// <summary>Works against it, or the other way round than meant.</summary>
    Warns,

    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Cannot be told from here.</summary>
    Unknown,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Question">A few words.</param>
/// <param name="Answer">A sentence or two.</param>
public sealed record VisibilityFact(VisibilityVerdict Verdict, string Question, string Answer);

/// <summary>Why somebody is, or is not, in the address book.</summary>
/// <param name="Facts">In the order in which they decide.</param>
public sealed record VisibilityAnswer(
    Guid Id,
    string Name,
    string? Address,
    string Headline,
    IReadOnlyList<VisibilityFact> Facts
)
{
    /// <summary>As plain text, for a ticket or a mail.</summary>
    public string ToText()
    {
        var text = new StringBuilder($"{Name}{(Address is null ? "" : $" <{Address}>")}: {Headline}");
        foreach (var fact in Facts)
            text.Append('\n').Append($"- {Mark(fact.Verdict)} {fact.Question}: {fact.Answer}");
        return text.ToString();
    }

    private static string Mark(VisibilityVerdict verdict) =>
        verdict switch
        {
            VisibilityVerdict.Blocks => "[no]",
            VisibilityVerdict.Warns => "[look]",
            VisibilityVerdict.Fine => "[ok]",
            _ => "[?]",
        };
}

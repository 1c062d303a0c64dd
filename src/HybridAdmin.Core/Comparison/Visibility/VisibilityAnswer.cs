using System.Text;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>The effect of a fact on the visibility in the address book.</summary>
public enum VisibilityVerdict
{
    /// <summary>The fact keeps the recipient out of the address book.</summary>
    Blocks,

    /// <summary>The fact may keep the recipient out, or has the opposite of the intended effect.</summary>
    Warns,

    /// <summary>The fact is as expected.</summary>
    Fine,

    /// <summary>The fact cannot be determined from here.</summary>
    Unknown,
}

/// <summary>One fact that was checked.</summary>
/// <param name="Question">A few words.</param>
/// <param name="Answer">A sentence or two.</param>
public sealed record VisibilityFact(VisibilityVerdict Verdict, string Question, string Answer);

/// <summary>The reasons why a recipient is, or is not, in the address book.</summary>
/// <param name="Facts">The facts in the order in which they decide.</param>
public sealed record VisibilityAnswer(
    Guid Id,
    string Name,
    string? Address,
    string Headline,
    IReadOnlyList<VisibilityFact> Facts
)
{
    /// <summary>Formats the answer as plain text, for a ticket or an email message.</summary>
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

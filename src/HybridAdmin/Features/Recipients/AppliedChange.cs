using HybridAdmin.Core.Changes.Model;

namespace HybridAdmin.Features.Recipients;

/// <summary>What was just written, for the line that says so.</summary>
/// <param name="Result">Done.</param>
/// <param name="Reason">As given.</param>
/// <param name="Next">What happens next.</param>
public sealed record AppliedChange(ChangeResult Result, string? Reason, IReadOnlyList<string> Next)
{
    /// <summary>Attributes and values that were written: the page marks them.</summary>
    public IReadOnlySet<string> Marked { get; } =
        Result
            .Changes.SelectMany(c => c.Added.Select(v => v.Text).Prepend(c.Attribute))
            .ToHashSet(StringComparer.Ordinal);
}

using HybridAdmin.Core.Changes.Model;

namespace HybridAdmin.Features.Recipients;

/// <summary>A change that was just written, for the banner.</summary>
/// <param name="Result">The result of the change.</param>
/// <param name="Reason">The reason as given.</param>
/// <param name="Next">The next effects of the change.</param>
public sealed record AppliedChange(ChangeResult Result, string? Reason, IReadOnlyList<string> Next)
{
    /// <summary>The attributes and values that were written: the page marks them.</summary>
    public IReadOnlySet<string> Marked { get; } =
        Result
            .Changes.SelectMany(c => c.Added.Select(v => v.Text).Prepend(c.Attribute))
            .ToHashSet(StringComparer.Ordinal);
}

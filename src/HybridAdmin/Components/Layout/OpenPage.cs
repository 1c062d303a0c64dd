namespace HybridAdmin.Components.Layout;

/// <summary>
/// The page that a circuit shows, for the layout around it. Held, not cascaded as a value: a changed value would render
/// the layout before it is known whether the next page is allowed.
/// </summary>
public sealed class OpenPage
{
    /// <summary>The page's component; null if there is none yet.</summary>
    public Type? Page { get; set; }
}

namespace HybridAdmin.Components.Layout;

/// <summary>
/// Which page a circuit shows, for the layout around it. Held, not cascaded as a value: a changed value would draw the
/// layout by itself, before the next page is known to be allowed.
/// </summary>
public sealed class OpenPage
{
    /// <summary>The page's component; null: none yet.</summary>
    public Type? Page { get; set; }
}

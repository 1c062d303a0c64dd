namespace HybridAdmin.Components.Controls;

/// <summary>The meaning of a colour. Never expressed by colour alone: every control adds a word or a shape.</summary>
public enum Tone
{
    /// <summary>No special meaning.</summary>
    Neutral,

    /// <summary>Related to the current object.</summary>
    Accent,

    /// <summary>The desired state.</summary>
    Good,

    /// <summary>Works, but needs attention.</summary>
    Warning,

    /// <summary>Does not work, or will be lost.</summary>
    Bad,
}

internal static class ToneNames
{
    public static string Css(this Tone tone) =>
        tone switch
        {
            Tone.Accent => "tone-accent",
            Tone.Good => "tone-good",
            Tone.Warning => "tone-warning",
            Tone.Bad => "tone-bad",
            _ => "tone-neutral",
        };
}

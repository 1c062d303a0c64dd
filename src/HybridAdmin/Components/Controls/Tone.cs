namespace HybridAdmin.Components.Controls;

/// <summary>What a colour says. Never said by colour alone: every control adds a word or a shape.</summary>
public enum Tone
{
    /// <summary>Nothing to notice.</summary>
    Neutral,

    /// <summary>Belongs to the thing that is being worked on.</summary>
    Accent,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, but wants attention.</summary>
    Warning,

    /// <summary>Does not work, or is going to be lost.</summary>
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

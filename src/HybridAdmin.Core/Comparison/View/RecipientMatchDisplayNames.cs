namespace HybridAdmin.Core.Comparison.View;

/// <summary>Display names of <see cref="RecipientMatch"/>.</summary>
public static class RecipientMatchDisplayNames
{
    /// <summary>Returns the key by which the object was found, as a sentence.</summary>
    public static string Words(this RecipientMatch by) =>
        by switch
        {
            RecipientMatch.ImmutableId => "Joined by the source anchor (onPremisesImmutableId).",
            RecipientMatch.SecurityIdentifier => "Joined by the SID (onPremisesSecurityIdentifier).",
            RecipientMatch.PrimaryAddress =>
                "Joined by the primary address: contacts carry no anchor, so this is less reliable.",
            RecipientMatch.SoftMatch => "Not joined: this is what the synchronisation would find in its way.",
            _ => "No cloud object was found.",
        };
}

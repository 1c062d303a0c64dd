using System.Globalization;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Visibility;

/// <summary>The cloud's part of the answer to why a recipient is not in the address book. Pure.</summary>
internal static class TenantVisibility
{
    /// <summary>Returns the cloud's own flag, and its owner.</summary>
    public static IEnumerable<VisibilityFact> First(HybridView view)
    {
        if (view.MatchedBy is not (RecipientMatch.None or RecipientMatch.SoftMatch) && view.Cloud is { } cloud)
        {
            yield return cloud.Exchange?.HiddenFromAddressListsEnabled switch
            {
                true => new(
                    VisibilityVerdict.Blocks,
                    "Hidden in the cloud",
                    "Exchange Online hides it from address lists (HiddenFromAddressListsEnabled)."
                ),
                false => new(VisibilityVerdict.Fine, "Hidden in the cloud", "Exchange Online does not hide it."),
                null => new(
                    VisibilityVerdict.Unknown,
                    "Hidden in the cloud",
                    "Exchange Online did not return whether it hides it."
                ),
            };
        }

        yield return new(
            view.Authority.Exchange == Authority.Unknown ? VisibilityVerdict.Unknown : VisibilityVerdict.Fine,
            "Authority",
            view.Authority.Explanation
        );
    }

    /// <summary>Returns whether and when the recipient was synchronised, and any obstacles.</summary>
    public static IEnumerable<VisibilityFact> Synchronisation(HybridView view)
    {
        if (view.Cloud is not { } cloud || view.MatchedBy is RecipientMatch.None or RecipientMatch.SoftMatch)
        {
            if (view.Problem is null)
                yield return new(
                    VisibilityVerdict.Blocks,
                    "Cloud object",
                    $"There is none: address books of the cloud do not know it. "
                        + $"{view.Forecast[0]}{(view.Sync.Sentences.Count > 0 ? " " + view.Sync.Sentences[0] : string.Empty)}"
                );
            yield break;
        }

        yield return cloud.OnPremisesLastSyncDateTime is { } exported
            ? new(
                VisibilityVerdict.Fine,
                "Last export",
                $"The cloud object was last written by the synchronisation on "
                    + $"{Day(exported)}.{(view.Health is { } health ? " " + health.Explanation : string.Empty)}"
            )
            : new(
                VisibilityVerdict.Unknown,
                "Last export",
                "The cloud returns no time at which the synchronisation wrote the object."
            );
        foreach (var error in view.Errors)
            yield return new(VisibilityVerdict.Warns, "Error", error.Sentence);
    }

    /// <summary>Returns licence and mailbox.</summary>
    public static IEnumerable<VisibilityFact> Mailbox(HybridView view)
    {
        if (view.MailboxWords is not { } words)
            yield break;
        var verdict = view.Cloud!.Exchange switch
        {
            null => VisibilityVerdict.Unknown,
            { IsMailbox: true } => VisibilityVerdict.Fine,
            _ => VisibilityVerdict.Warns,
        };
        yield return new(verdict, "Mailbox", words);
    }

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

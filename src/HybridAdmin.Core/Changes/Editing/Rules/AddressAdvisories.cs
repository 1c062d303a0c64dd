using HybridAdmin.Core.Access;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>
/// Advice on a planned primary address: the values that keep the former name. Errors come from
/// <see cref="AddressRules"/>.
/// </summary>
internal static class AddressAdvisories
{
    public static void Add(PlanDraft draft)
    {
        var primaries = draft.Addresses.PrimarySmtpAddresses;
        if (primaries.Count > 1)
        {
            draft.Warn(
                FindingCodes.SeveralPrimaries,
                $"The recipient has {primaries.Count} primary addresses "
                    + $"({string.Join(", ", primaries.Select(p => p.Value))}): choose one.",
                EditMembers.PrimarySmtpAddress
            );
        }

        if (
            primaries is not [var primary]
            || draft.Entry.Values(RecipientAttributes.ProxyAddresses).Contains(primary.Text)
        )
            return;
        if (
            draft.Entry.Text(RecipientAttributes.UserPrincipalName) is { } upn
            && !upn.Equals(primary.Value, StringComparison.OrdinalIgnoreCase)
        )
        {
            draft.Warn(
                FindingCodes.UpnDiffers,
                $"The sign-in name stays {upn}. People expect it to be the same as the primary address "
                    + $"{primary.Value}.",
                EditMembers.PrimarySmtpAddress
            );
        }

        foreach (
            var sip in draft.Addresses.Where(a =>
                a is { Kind: ProxyAddressKind.Sip, IsPrimary: true }
                && !a.Value.Equals(primary.Value, StringComparison.OrdinalIgnoreCase)
            )
        )
            draft.Info(FindingCodes.SipDiffers, $"The SIP address stays {sip.Value}.", EditMembers.PrimarySmtpAddress);
    }
}

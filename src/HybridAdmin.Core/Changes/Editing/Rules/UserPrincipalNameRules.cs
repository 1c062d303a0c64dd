using HybridAdmin.Core.Access;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Changes.Editing.Rules;

/// <summary>Plans the sign-in name (RULES.md, Sign-in names).</summary>
internal static class UserPrincipalNameRules
{
    private const string Member = EditMembers.UserPrincipalName;

    /// <summary>The limit of Entra ID, which accepts 113 characters including the @.</summary>
    private const int LongestSuffix = 48;

    /// <param name="facts">Null if only the claims are needed.</param>
    public static void Apply(PlanDraft draft, RecipientEdit edit, ChangeFacts? facts)
    {
        if (edit.UserPrincipalName is not { } wanted)
            return;
        if (!draft.Entry.IsOfClass("user"))
        {
            draft.Error(FindingCodes.Invalid, "Only users sign in: this object has no sign-in name.", Member);
            return;
        }

        if (Problem(wanted) is { } problem)
        {
            draft.Error(FindingCodes.Invalid, problem, Member);
            return;
        }

        draft.Set(RecipientAttributes.UserPrincipalName, wanted);
        if (facts is not null && draft.NewUserPrincipalName is { } name)
            PointOut(draft, edit, facts, name);
    }

    private static string? Problem(string wanted)
    {
        if (!SmtpAddress.TryParse(wanted, out var name, out var problem))
            return problem
                .Replace("An address", "A sign-in name", StringComparison.Ordinal)
                .Replace("The address", "The sign-in name", StringComparison.Ordinal);
        if (name.Domain.Length > LongestSuffix)
            return $"The suffix has {name.Domain.Length} characters; Entra ID takes at most {LongestSuffix}.";
        var odd = name.LocalPart.FirstOrDefault(c =>
            !char.IsAsciiLetterOrDigit(c) && !"'.-_!#^~".Contains(c, StringComparison.Ordinal)
        );
        return odd == default ? null : $"Entra ID does not take the character {odd} in a sign-in name.";
    }

    private static void PointOut(PlanDraft draft, RecipientEdit edit, ChangeFacts facts, string name)
    {
        var suffix = name[(name.LastIndexOf('@') + 1)..];
        var isOfTheForest =
            facts.Directory.Domains.Any(d => d.DnsName.Equals(suffix, StringComparison.OrdinalIgnoreCase))
            || facts.Directory.UpnSuffixes.Contains(suffix, StringComparer.OrdinalIgnoreCase);
        if (!isOfTheForest && !facts.Domains.Any(d => d.IsAccepted && d.Covers(suffix)))
        {
            draft.Confirmable(
                facts.Actor.May(Permission.UseUnacceptedDomains),
                edit,
                FindingCodes.DomainNotAccepted,
                $"{suffix} is neither a UPN suffix of the forest nor an accepted domain: the cloud uses the "
                    + $"initial domain instead unless the tenant has verified it.",
                Member
            );
        }

        var before = draft.Entry.Text(RecipientAttributes.UserPrincipalName);
        draft.Warn(
            FindingCodes.SignInChanges,
            before is null
                ? $"The person can sign in as {name} from now on."
                : $"The person signs in as {name} from now on, no longer as {before}.",
            Member
        );
        if (
            Recipient.PrimaryOf(draft.Entry) is { } primary
            && !name.Equals(primary, StringComparison.OrdinalIgnoreCase)
            && edit.PrimarySmtpAddress is null
        )
            draft.Info(
                FindingCodes.UpnDiffers,
                $"The sign-in name differs from the primary address {primary}.",
                Member
            );
    }
}

using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Exchange attributes that are set on an object without mailNickname: they have no effect now and would all begin to
/// synchronise with an alias (RULES.md, Alias).
/// </summary>
public static class UnsyncedExchangeAttributes
{
    private static readonly string[] Flowing =
    [
        RecipientAttributes.TargetAddress,
        RecipientAttributes.MailboxGuid,
        RecipientAttributes.HideFromAddressLists,
        RecipientAttributes.RecipientTypeDetails,
        RecipientAttributes.RecipientDisplayType,
        RecipientAttributes.RemoteRecipientType,
        "altRecipient",
        "authOrig",
        "unauthOrig",
        "dLMemSubmitPerms",
        "dLMemRejectPerms",
        "publicDelegates",
        "msExchRequireAuthToSendTo",
        "msExchModeratedByLink",
        "msExchEnableModeration",
        "msExchSenderHintTranslations",
        "msExchArchiveGUID",
        "msExchArchiveName",
    ];

    /// <summary>Returns "attribute = value" for each attribute that is set; empty if the object has an alias.</summary>
    public static IReadOnlyList<string> Of(DirectoryEntry entry) =>
        entry.Has(RecipientAttributes.MailNickname)
            ? []
            : Flowing
                .Where(entry.Has)
                .Select(a => $"{a} = {string.Join(", ", entry.Values(a).Select(Shown))}")
                .ToArray();

    private static string Shown(DirectoryValue value) =>
        value.IsOctets && value.Octets.Length == 16 ? new Guid(value.Octets.Span).ToString() : value.Text;
}

namespace HybridAdmin.Core.Migration;

/// <summary>What an error of a move means and what to do about it.</summary>
/// <param name="Code">Stable, for scripts.</param>
/// <param name="Words">What happened and what to do.</param>
/// <param name="IsFromPractice">Not from a document of Microsoft's that was read: to be taken with care.</param>
public sealed record MigrationAdvice(string Code, string Words, bool IsFromPractice);

/// <summary>
/// The usual errors of people in batches. Matched by Exchange's exception name or a fragment of its text; what matches
/// nothing is shown as it is. Pure.
/// Sources: the errors' own names and Microsoft's articles about migration errors; what is marked so is practice.
/// </summary>
public static class MigrationErrors
{
    private static readonly (string Code, string[] Any, string Words, bool IsFromPractice)[] Table =
    [
        (
            "not-accepted-domain",
            ["NotAcceptedDomainException", "isn't an accepted domain", "is not an accepted domain"],
            "One of the person's addresses is in a domain that Exchange Online does not accept. Remove that "
                + "address in Active Directory or verify the domain in the tenant, wait for the "
                + "synchronisation, then try again.",
            false
        ),
        (
            "no-routing-address",
            [
                "TargetDeliveryDomainMismatchPermanentException",
                "doesn't have an SMTP address that matches the target delivery domain",
                "no-smtp-proxy-matching",
            ],
            "The person's object in the cloud has no address in the target delivery domain. Add the alias at "
                + "the routing domain in Active Directory, wait for the synchronisation, then try again.",
            false
        ),
        (
            "guid-differs",
            ["ExchangeGuid", "RecipientNotFoundPermanentException", "mailbox GUID"],
            "The cloud object's ExchangeGuid is not that of the mailbox on-premises. Check that "
                + "msExchMailboxGuid is synchronised, then try again.",
            false
        ),
        (
            "cloud-mailbox-present",
            ["UserAlreadyHasMailboxException", "already has a primary mailbox", "UserDuplicateInOtherBatchException"],
            "There is a mailbox in the cloud, or the person is in another batch already. Remove the person "
                + "from the other batch; a second mailbox has to be merged before the move.",
            false
        ),
        (
            "already-migrated",
            ["MigrationUserAlreadyExistsException", "already been migrated"],
            "The person was moved before, or still belongs to a batch. Remove the old entry from its batch, "
                + "then try again.",
            false
        ),
        (
            "bad-items",
            ["TooManyBadItemsPermanentException", "bad item", "corrupted items", "BadItemLimit"],
            "More items are broken than the limit lets through. Look at the list of skipped items; approve "
                + "them, or repair the mailbox with New-MailboxRepairRequest, then try again.",
            false
        ),
        (
            "large-items",
            ["TooManyLargeItemsPermanentException", "large item", "LargeItemLimit"],
            "Some items are larger than Exchange Online takes (150 MB). Ask the person to save and delete "
                + "them, or approve leaving them out, then try again.",
            false
        ),
        (
            "needs-approval",
            ["DataConsistency", "ApproveSkippedItems", "NeedsApproval"],
            "Items were skipped and nobody has accepted that. Look at them, then approve the skipped items "
                + "of this person.",
            false
        ),
        (
            "no-licence",
            [
                "MissingExchangeLicense",
                "LicenseException",
                "no valid license",
                "has no Exchange Online license",
                "license",
            ],
            "The person has no Exchange licence in the cloud. Assign one; without it the mailbox is "
                + "disconnected 30 days after the move.",
            false
        ),
        (
            "quota",
            ["MailboxIsOverQuota", "exceeds the quota", "QuotaExceeded", "over quota"],
            "The mailbox is larger than the licence's mailbox. Assign a larger plan or an archive, or let "
                + "the person clear up, then try again.",
            false
        ),
        (
            "sign-in-refused",
            ["InvalidCredential", "401", "Unauthorized", "access denied", "AccessDenied", "credential"],
            "The on-premises server refused the endpoint's account: its password ended or was changed. Set "
                + "the endpoint's credential anew in PowerShell or the Exchange admin center, then try again.",
            false
        ),
        (
            "server-unreachable",
            [
                "MRSRemoteTransientException",
                "CommunicationErrorTransientException",
                "MigrationServerConnectionFailed",
                "could not be reached",
                "MRSProxy",
            ],
            "Exchange Online does not reach the on-premises server's MRS proxy. Test the endpoint; check the "
                + "firewall, the certificate and that the MRS proxy is switched on.",
            false
        ),
        (
            "throttled",
            ["RelinquishJob", "stalled", "WlmResource", "throttl", "TooManyConnections"],
            "Exchange Online or the server waits because of load. Nothing is to be done; it goes on by itself.",
            true
        ),
        (
            "hold",
            ["LitigationHold", "on hold"],
            "The mailbox is on hold, which does not go along with it. Release the hold, or keep the mailbox "
                + "where it is.",
            true
        ),
        (
            "public-folder-or-type",
            ["UnsupportedRecipientTypePermanentException", "RecipientTypeDetails", "isn't a mailbox"],
            "The object on the other side is not of the type that a move needs. Check the recipient's type "
                + "on both sides; a synchronisation may be outstanding.",
            false
        ),
        (
            "ambiguous",
            ["ManagementObjectAmbiguousException", "isn't unique", "AmbiguousRecipient"],
            "Several objects answer to this address. Find and remove the duplicate (Who has this address), "
                + "wait for the synchronisation, then try again.",
            false
        ),
    ];

    /// <summary>Null: the error is not among the usual ones; show it as it is.</summary>
    public static MigrationAdvice? Advise(string? error)
    {
        if (string.IsNullOrWhiteSpace(error))
            return null;
        foreach (var (code, any, words, isFromPractice) in Table)
        {
            if (any.Any(a => error.Contains(a, StringComparison.OrdinalIgnoreCase)))
                return new MigrationAdvice(code, words, isFromPractice);
        }

        return null;
    }

    /// <summary>All codes, for tests and documents.</summary>
    internal static IEnumerable<string> Codes => Table.Select(t => t.Code);
}

namespace HybridAdmin.Core.Migration;

/// <summary>The meaning of a move error and the recommended action.</summary>
/// <param name="Code">The code; stable, for scripts.</param>
/// <param name="Words">The meaning and the recommended action.</param>
/// <param name="IsFromPractice">True if it is based on practice and not on a Microsoft document: use with care.</param>
public sealed record MigrationAdvice(string Code, string Words, bool IsFromPractice);

/// <summary>
/// The usual errors of people in batches. Matched by Exchange's exception name or a fragment of its text; an error
/// without a match is shown unchanged. Pure. Sources: the errors' own names and Microsoft's articles about migration
/// errors; entries from practice are marked.
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
            "More items are broken than the limit allows. Look at the list of skipped items; approve "
                + "them, or repair the mailbox with New-MailboxRepairRequest, then try again.",
            false
        ),
        (
            "large-items",
            ["TooManyLargeItemsPermanentException", "large item", "LargeItemLimit"],
            "Some items are larger than Exchange Online accepts (150 MB). Ask the person to save and delete "
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
            "The on-premises server refused the endpoint's account: its password expired or was changed. Set "
                + "the endpoint's credential again in PowerShell or the Exchange admin center, then try again.",
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
            "Exchange Online or the server waits because of load. No action is needed; it continues automatically.",
            true
        ),
        (
            "hold",
            ["LitigationHold", "on hold"],
            "The mailbox is on hold, which does not move with it. Release the hold, or keep the mailbox "
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
            "Several objects have this address. Find and remove the duplicate (Who has this address), "
                + "wait for the synchronisation, then try again.",
            false
        ),
    ];

    /// <summary>The explanation; null if the error is not among the usual ones and is to be shown unchanged.</summary>
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

    /// <summary>All codes, for tests and documentation.</summary>
    internal static IEnumerable<string> Codes => Table.Select(t => t.Code);
}

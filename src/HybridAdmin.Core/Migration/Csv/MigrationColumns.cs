namespace HybridAdmin.Core.Migration.Csv;

/// <summary>The columns of a batch's CSV, by kind (New-MigrationBatch, CSVData).</summary>
internal static class MigrationColumns
{
    public const string EmailAddress = "EmailAddress";
    public const string Password = "Password";
    public const string MailboxType = "MailboxType";
    public const string BadItemLimit = "BadItemLimit";
    public const string LargeItemLimit = "LargeItemLimit";

    /// <summary>The columns; the first one is required.</summary>
    public static IReadOnlyList<string> Of(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Offboarding =>
            [
                EmailAddress,
                MailboxType,
                "TargetDatabase",
                "TargetArchiveDatabase",
                BadItemLimit,
                LargeItemLimit,
            ],
            MigrationKind.IMAP => [EmailAddress, "UserName", Password],
            MigrationKind.Staged => [EmailAddress, Password, "ForceChangePassword"],
            MigrationKind.GoogleWorkspace => [EmailAddress, "UserName"],
            MigrationKind.Cutover => [],
            _ => [EmailAddress, MailboxType, BadItemLimit, LargeItemLimit],
        };

    /// <summary>The column that a header means, by the names that other tools and people use; null if none.</summary>
    public static string? Meant(string header, IReadOnlyList<string> known)
    {
        var plain = Plain(header);
        if (plain.Length == 0)
            return null;
        if (
            plain
            is "email"
                or "mail"
                or "emailaddresses"
                or "address"
                or "primarysmtpaddress"
                or "smtp"
                or "upn"
                or "userprincipalname"
                or "identity"
                or "user"
                or "users"
        )
            return known.FirstOrDefault();
        var nearest = known
            .Select(k => (Name: k, Distance: Distance(plain, Plain(k))))
            .OrderBy(n => n.Distance)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, nearest.Name.Length / 4)
            ? nearest.Name
            : null;
    }

    private static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The Levenshtein distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(
                    Math.Min(row[j] + 1, row[j - 1] + 1),
                    diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)
                );
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}

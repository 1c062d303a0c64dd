using System.Globalization;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Migration.Writing;

/// <summary>Maps each migration write to its cmdlet, exactly as it is sent. Pure.</summary>
public static class MigrationCmdlets
{
    public static Cmdlet Of(MigrationWrite write) =>
        write switch
        {
            CreateMigrationBatch create => new("New-MigrationBatch", [.. Create(create), new("Confirm", false)]),
            // Only Identity and Confirm: Force and the notification addresses of Complete exist on-premises only.
            ActOnMigrationBatch act => new(
                $"{Verb(act.Action)}-MigrationBatch",
                [new("Identity", act.Batch), new("Confirm", false)]
            ),
            SetMigrationBatch set => new(
                "Set-MigrationBatch",
                [new("Identity", set.Batch), .. Set(set), new("Confirm", false)]
            ),
            ActOnMigrationUser { Action: MigrationUserAction.Approve } user => new(
                "Set-MigrationUser",
                [new("Identity", user.User), new("ApproveSkippedItems", true), new("Confirm", false)]
            ),
            ActOnMigrationUser user => new(
                user.Action == MigrationUserAction.Retry ? "Start-MigrationUser" : "Remove-MigrationUser",
                [new("Identity", user.User), new("Confirm", false)]
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(write), write, "There is no cmdlet for this write."),
        };

    private static string Verb(MigrationAction action) =>
        action switch
        {
            MigrationAction.Set => throw new ArgumentOutOfRangeException(
                nameof(action),
                action,
                "SetMigrationBatch contains the values to set."
            ),
            _ => action.ToString(),
        };

    private static IEnumerable<KeyValuePair<string, object?>> Create(CreateMigrationBatch batch)
    {
        yield return new("Name", batch.Batch);
        yield return new(batch.Kind == MigrationKind.Offboarding ? "TargetEndpoint" : "SourceEndpoint", batch.Endpoint);
        if (batch.TargetDeliveryDomain is { } domain)
            yield return new("TargetDeliveryDomain", domain);
        if (batch.TargetDatabases.Count > 0)
            yield return new("TargetDatabases", batch.TargetDatabases);
        if (batch.Kind != MigrationKind.Cutover)
            yield return new("CSVData", MigrationCsvWriter.Write(batch.People, batch.Kind));
        if (batch.AutoStart)
            yield return new("AutoStart", true);
        if (batch.StartAfter is { } start)
            yield return new("StartAfter", Utc(start));
        if (batch.CompleteAfter is { } complete)
            yield return new("CompleteAfter", Utc(complete));
        if (batch.NotificationEmails.Count > 0)
            yield return new("NotificationEmails", batch.NotificationEmails);
        if (batch.BadItemLimit is { } bad)
            yield return new("BadItemLimit", bad);
        if (batch.LargeItemLimit is { } large)
            yield return new("LargeItemLimit", large);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Set(SetMigrationBatch set)
    {
        if (set.StartAfter is { } start)
            yield return new("StartAfter", Utc(start));
        if (set.CompleteAfter is { } complete)
            yield return new("CompleteAfter", Utc(complete));
        if (set.NotificationEmails is { } emails)
            yield return new("NotificationEmails", emails);
        if (set.BadItemLimit is { } bad)
            yield return new("BadItemLimit", bad);
        if (set.LargeItemLimit is { } large)
            yield return new("LargeItemLimit", large);
    }

    private static string Utc(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

/// <summary>
/// Writes a small data folder of the current version, to be opened by later ones; see <see cref="UpgradeTests"/>.
/// </summary>
internal static class Fixture
{
    public const string DomainSid = "S-1-5-21-1111111111-2222222222-3333333333";

    public static async Task WriteAsync(StorageOptions options)
    {
        await new DataFolderStamp(options, TimeProvider.System).ClaimAsync("Production", DomainSid, default);
        using (var store = new Store(options, TimeProvider.System))
        {
            await store.Database.InitializeAsync(default);
            var applied = new AuditEnd(AuditOutcome.Applied);
            var change = await store.Log.RecordAsync(AuditSamples.AnIntent(), applied, default);
            await store.Log.RecordAsync(
                AuditSamples.AnIntent() with
                {
                    TargetName = "Zoë Weiß",
                },
                new AuditEnd(AuditOutcome.Refused, "Not for this role."),
                default
            );
            await store.Log.BeginAsync(AuditSamples.AnIntent() with { Reason = "still open" }, default);
            await store.Log.RecordAsync(AuditSamples.ASignIn(), applied, default);
            await store.Log.RecordAsync(
                AuditSamples.AnIntent() with
                {
                    Action = AuditAction.ChangeReverted,
                    RevertsChangeId = change,
                },
                applied,
                default
            );
        }
    }
}

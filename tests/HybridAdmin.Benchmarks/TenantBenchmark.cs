using System.Diagnostics;
using HybridAdmin.ActiveDirectory;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// The tenant's index with the same number of objects, and the join of both, compared with the directory's own load in
/// the same run. Without the network: the response time of Microsoft 365 cannot be measured here.
/// </summary>
internal static class TenantBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(LoadedDomain domain, Report report)
    {
        var before = Memory();
        var started = Stopwatch.GetTimestamp();
        var (directory, index) = await LoadBenchmark.LoadAsync(domain);
        await using var connection = directory;
        var load = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var ofDirectory = Memory() - before;

        var cloud = Cloud(index.Current);
        var tenant = new FakeTenant();
        before = Memory();
        var replacing = new Times();
        for (var round = 0; round < Rounds; round++)
            replacing.Measure(() => tenant.Index.Replace(cloud, DateTimeOffset.UnixEpoch));
        var ofTenant = Memory() - before;
        Add(
            report,
            $"the tenant's index of {tenant.Index.Current.Count:N0} objects",
            replacing.Median,
            load,
            "load of the directory"
        );
        Add(report, "memory of the tenant's index", ofTenant, ofDirectory);

        var authorities = new HybridRecipientIndex(index, tenant, new ChangeSettings());
        before = Memory();
        _ = authorities.Current;
        var ofJoin = Memory() - before;
        var joining = new Times();
        for (var round = 0; round < Rounds; round++)
        {
            tenant.Index.Replace(cloud, DateTimeOffset.UnixEpoch); // another version: everybody is compared again
            joining.Measure(() => _ = authorities.Current);
        }

        Add(
            report,
            $"who owns each of {index.Current.Count:N0}, all recomputed",
            joining.Median,
            load,
            "load of the directory"
        );
        Add(report, "memory of the join", Math.Max(0, ofJoin), ofDirectory);

        var changing = new Times();
        for (var round = 0; round < 50; round++)
        {
            var one = cloud[round * (cloud.Length / 50)] with { DisplayName = $"Changed {round}" };
            changing.Measure(() =>
            {
                tenant.Index.Apply([one], [], DateTimeOffset.UnixEpoch);
                _ = authorities.Current;
            });
        }

        Add(
            report,
            "the same after a change of one object in the tenant, p95",
            changing.P95,
            load,
            "load of the directory"
        );
        GC.KeepAlive(cloud);
    }

    /// <summary>A tenant with all recipients in their synchronised state.</summary>
    private static TenantRecipient[] Cloud(RecipientSnapshot snapshot) =>
        [
            .. snapshot
                .Indexed()
                .Select(r => new TenantRecipient
                {
                    Id = Guid.NewGuid(),
                    Kind = r.Kind,
                    DisplayName = r.DisplayName,
                    UserPrincipalName = r.UserPrincipalName,
                    Mail = r.PrimarySmtpAddress,
                    MailNickname = r.Alias,
                    ProxyAddresses = r.ProxyAddresses,
                    OnPremisesSyncEnabled = true,
                    OnPremisesImmutableId = r.Kind == TenantRecipientKind.User ? r.ImmutableId.Text : null,
                    OnPremisesSecurityIdentifier = r.SecurityIdentifier,
                    Exchange =
                        r.Kind == TenantRecipientKind.User
                            ? new ExchangeOnlineFacts
                            {
                                RecipientTypeDetails = "UserMailbox",
                                IsExchangeCloudManaged = false,
                                HiddenFromAddressListsEnabled = false,
                            }
                            : null,
                }),
        ];

    private static void Add(Report report, string what, double ours, double theirs, string peer) =>
        report.Add(
            new Result(
                what,
                Report.Milliseconds(ours),
                $"{peer} {Report.Milliseconds(theirs)}",
                Report.Times(ours / theirs),
                null,
                null
            )
        );

    private static void Add(Report report, string what, long ours, long theirs) =>
        report.Add(
            new Result(
                what,
                Report.Megabytes(ours),
                $"index of the directory {Report.Megabytes(theirs)}",
                Report.Times((double)ours / theirs),
                null,
                null
            )
        );

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}

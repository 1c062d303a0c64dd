using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Comparison.Drift;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tests.Cloud.View;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Cloud.Drift;

public sealed class GetDriftTests
{
    private readonly CloudTestContext bench = new();

    [Fact]
    public async Task ExecuteAsync_EverythingArrived_IsEmpty()
    {
        bench.Tenant.With(
            CloudTestContext.CloudOf(bench.AddAnna(), "anna", "smtp:berg@contoso.example", "SIP:anna@contoso.example")
        );

        var list = await bench.DriftAsync();

        Assert.Empty(list.Items);
        Assert.Null(list.Problem);
    }

    [Theory]
    [InlineData(DriftKind.HiddenDiffers)]
    [InlineData(DriftKind.PrimaryDiffers)]
    [InlineData(DriftKind.AddressMissing)]
    [InlineData(DriftKind.MailboxDiffers)]
    [InlineData(DriftKind.MailboxWithoutLicence)]
    [InlineData(DriftKind.NameDiffers)]
    [InlineData(DriftKind.SignInNameDiffers)]
    [InlineData(DriftKind.AccountDiffers)]
    [InlineData(DriftKind.StaleInActiveDirectory)]
    [InlineData(DriftKind.AddressInUse)]
    [InlineData(DriftKind.SignInNameInUse)]
    [InlineData(DriftKind.ServiceError)]
    public async Task ExecuteAsync_OneDifference_IsOneItemOfItsKind(DriftKind kind)
    {
        var id = bench.AddAnna();
        var cloud = CloudTestContext.CloudOf(id, "anna", "smtp:berg@contoso.example");
        bench.Tenant.With(
            kind switch
            {
                DriftKind.HiddenDiffers => cloud with
                {
                    Exchange = cloud.Exchange! with { HiddenFromAddressListsEnabled = true },
                },
                DriftKind.PrimaryDiffers => cloud with
                {
                    ProxyAddresses = ["SMTP:berg@contoso.example", "smtp:anna@contoso.example"],
                },
                DriftKind.AddressMissing => cloud with { ProxyAddresses = ["SMTP:anna@contoso.example"] },
                DriftKind.MailboxDiffers => cloud with
                {
                    Exchange = cloud.Exchange! with { RecipientTypeDetails = "MailUser" },
                },
                DriftKind.MailboxWithoutLicence => cloud with { MailboxPlan = MailboxPlan.None },
                DriftKind.NameDiffers => cloud with { DisplayName = "Anna Lund" },
                DriftKind.SignInNameDiffers => cloud with { UserPrincipalName = "other@contoso.example" },
                DriftKind.AccountDiffers => cloud with { AccountEnabled = false },
                DriftKind.StaleInActiveDirectory => cloud with
                {
                    Exchange = cloud.Exchange! with
                    {
                        IsExchangeCloudManaged = true,
                        HiddenFromAddressListsEnabled = true,
                    },
                },
                DriftKind.AddressInUse => cloud with
                {
                    ProxyAddresses = ["SMTP:anna@contoso.example"],
                    ProvisioningErrors = [new("PropertyConflict", "ProxyAddress", "smtp:berg@contoso.example", null)],
                },
                DriftKind.SignInNameInUse => cloud with
                {
                    UserPrincipalName = $"anna+1234@{CloudSamples.Initial}",
                    ProvisioningErrors = [new("PropertyConflict", "UserPrincipalName", "anna@contoso.example", null)],
                },
                _ => cloud with { ProvisioningErrors = [new("exchange", null, null, null)] },
            }
        );

        var list = await bench.DriftAsync();

        var item = Assert.Single(list.Items);
        Assert.Equal((kind, id), (item.Kind, item.Id));
        Assert.NotEmpty(item.Explanation);
        Assert.Equal([new(kind, 1)], list.Counts);
    }

    [Fact]
    public async Task ExecuteAsync_NotInTheCloud_SaysWhyOrThatSomethingStandsInItsWay()
    {
        bench.Bench.Settings = new ChangeSettings { SyncedOrganizationalUnits = [FakeDirectory.Staff] };
        var anna = bench.AddAnna();
        var group = bench.Bench.Directory.AddGroup(
            "Sales",
            ("mail", ["sales@contoso.example"]),
            ("proxyAddresses", ["SMTP:sales@contoso.example"]),
            ("mailNickname", ["sales"])
        );
        bench.Bench.Directory.AddUser("No Mail");
        bench.Tenant.With(CloudSamples.User("else@contoso.example"));

        var list = await bench.DriftAsync();

        Assert.Equal(
            [(DriftKind.NotSynchronised, group), (DriftKind.NoCloudObject, anna)],
            list.Items.Select(i => (i.Kind, i.Id))
        );
        Assert.Contains(
            "not among the synchronised organisational units",
            list.Items[0].Explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_ChangedAfterTheLastSynchronisation_IsNoDriftYet()
    {
        bench.Synchronised(DateTimeOffset.UtcNow.AddHours(-1));
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()), CloudSamples.User("else@contoso.example"));
        bench.Bench.Directory.AddUser(
            "Bo",
            ("mail", ["bo@contoso.example"]),
            ("mailNickname", ["bo"]),
            ("proxyAddresses", ["SMTP:bo@contoso.example"])
        );

        Assert.Empty((await bench.DriftAsync()).Items);
    }

    [Fact]
    public async Task ExecuteAsync_DomainNotVerified_IsDroppedAndNotMissing()
    {
        var id = bench.AddAnna();
        bench.Bench.Directory.ChangeElsewhere(
            id,
            "proxyAddresses",
            "SMTP:anna@contoso.example",
            "smtp:anna@nobody.example"
        );
        bench.Tenant.With(CloudTestContext.CloudOf(id));

        var item = Assert.Single((await bench.DriftAsync()).Items);

        Assert.Equal((DriftKind.UnverifiedDomain, "smtp:anna@nobody.example"), (item.Kind, item.OnPremises));
    }

    [Fact]
    public async Task ExecuteAsync_KindThatMayNotBeRead_IsSaidAndNotTakenForAbsent()
    {
        bench.AddAnna();
        bench.Tenant.Index.Apply(
            [],
            [],
            DateTimeOffset.UnixEpoch,
            new TenantCoverage(HasUsers: false, HasGroups: true, HasContacts: true, HasExchange: true)
        );

        var list = await bench.DriftAsync();

        Assert.Empty(list.Items);
        Assert.Contains("may not read users", list.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_Scope_HidesAndDoesNotCountWhatLiesOutside()
    {
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()));
        bench.Bench.Actor = bench.Bench.Actor with { Scope = [FakeDirectory.Groups] };

        var list = await bench.DriftAsync();

        Assert.Equal((0, 0, 0), (list.Total, list.Counts.Count, list.Recipients));
    }

    [Fact]
    public async Task ExecuteAsync_KindAndSearch_NarrowTheRowsAndNotTheCounts()
    {
        var cloud = CloudTestContext.CloudOf(bench.AddAnna());
        bench.Tenant.With(cloud with { DisplayName = "Zoë" });

        var list = await bench.DriftAsync(new DriftQuery { Kind = DriftKind.NameDiffers, Search = "zoe" });

        Assert.Equal(DriftKind.NameDiffers, Assert.Single(list.Items).Kind);
        Assert.Equal(2, list.Counts.Count);
        Assert.Equal(0, (await bench.DriftAsync(new DriftQuery { Search = "nobody" })).Total);
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_SaysSinceWhenAndKeepsWhatIsKnown()
    {
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()) with { DisplayName = "Zoë" });
        bench.Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");
        bench.Tenant.Status = new TenantStatus(TenantState.Problem, DateTimeOffset.UnixEpoch, bench.Tenant.Fault);

        var list = await bench.DriftAsync();

        Assert.Contains("since 1970-01-01 00:00 UTC", list.Problem, StringComparison.Ordinal);
        Assert.Equal(DriftKind.NameDiffers, Assert.Single(list.Items).Kind);
    }

    [Fact]
    public async Task ExecuteAsync_TenantAwayAndItsDomainsKept_SaysThatItIsAway()
    {
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()) with { DisplayName = "Zoë" });
        bench.Tenant.Status = new TenantStatus(
            TenantState.Problem,
            DateTimeOffset.UnixEpoch,
            new TenantFault(TenantFaultKind.Throttled, "Microsoft 365 is busy.")
        );

        Assert.Equal(
            "Microsoft 365 could not be asked since 1970-01-01 00:00 UTC: Microsoft 365 is busy. Its part is as last known.",
            (await bench.DriftAsync()).Problem
        );
    }

    [Fact]
    public async Task ExecuteAsync_PermissionTakenAwayLater_SaysThatTheRowsAreOld()
    {
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()) with { DisplayName = "Zoë" });
        bench.Tenant.Status = bench.Tenant.Status with
        {
            Missing = ["The application may not read users of the tenant: lists show them as last known."],
        };

        Assert.Equal(
            "The application may not read users of the tenant: lists show them as last known.",
            (await bench.DriftAsync()).Problem
        );
    }

    [Fact]
    public async Task Export_IsRecordedAndOnlyForWhoMay()
    {
        bench.Tenant.With(CloudTestContext.CloudOf(bench.AddAnna()));
        await bench.LoadAsync();
        var reports = bench.Reports();
        var export = new ExportDrift(
            bench.Bench,
            reports,
            new GetDrift(bench.Bench, reports, bench.Tenant),
            bench.Bench.Audit
        );

        var list = await export.ExecuteAsync(new DriftQuery { Kind = DriftKind.AddressMissing }, default);
        bench.Bench.Actor = bench.Bench.Actor with { Role = Role.Helpdesk };
        await Assert.ThrowsAsync<AccessDeniedException>(() => export.ExecuteAsync(new DriftQuery(), default));

        Assert.Single(list.Items);
        var record = Assert.Single(
            (
                await bench.Bench.Audit.ListAsync(
                    new AuditQuery { Action = AuditAction.DriftExported },
                    null,
                    10,
                    default
                )
            ).Items
        );
        Assert.Equal(
            "Exported 1 difference between Active Directory and the cloud as CSV (kind AddressMissing)",
            record.Message
        );
    }
}

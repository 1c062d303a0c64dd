using HybridAdmin.Core.Access;
using HybridAdmin.Core.Comparison.Drift;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud.View;

/// <summary>
/// A directory and a tenant that the test controls. The last synchronisation is later than all changes, unless the test
/// sets another time.
/// </summary>
internal sealed class CloudTestContext
{
    public CloudTestContext(Role role = Role.RecipientAdministrator)
    {
        Bench = new ChangeTestContext(role);
        Synchronised(DateTimeOffset.UtcNow.AddHours(1));
    }

    public ChangeTestContext Bench { get; }

    public FakeTenant Tenant { get; } = new();

    public HybridRecipientIndex Authorities => new(Bench.Index, Tenant, Bench.Settings);

    public void Synchronised(DateTimeOffset at) => Tenant.Description = CloudSamples.Tenant(at);

    public async Task LoadAsync()
    {
        using var feed = new RecipientIndexFeed(Bench.Directory, Bench.Index, Bench.Time);
        await feed.LoadAsync(default);
    }

    public GetCloudView View() => new(Bench, Bench.Directory, Tenant, Authorities, Bench.Settings, Bench.Time);

    public async Task<HybridView> ViewAsync(Guid id) => (await View().ExecuteAsync(id, default))!;

    public DriftReports Reports() => new(Authorities, Tenant, Bench.Directory, Bench.Settings, Bench.Time);

    public async Task<DriftList> DriftAsync(DriftQuery? query = null)
    {
        await LoadAsync();
        return await new GetDrift(Bench, Reports(), Tenant).ExecuteAsync(query ?? new DriftQuery(), 0, 1000, default);
    }

    /// <summary>The cloud object of a remote mailbox after synchronisation.</summary>
    public static TenantRecipient CloudOf(Guid id, string alias = "anna", params string[] more) =>
        CloudSamples.Synchronised(
            CloudSamples.User(
                $"{alias}@contoso.example",
                [$"SMTP:{alias}@contoso.example", $"smtp:{alias}@{CloudSamples.Initial}", .. more]
            ),
            id
        ) with
        {
            AccountEnabled = true,
            MailboxPlan = MailboxPlan.Mailbox,
            Exchange = new ExchangeOnlineFacts
            {
                RecipientTypeDetails = "UserMailbox",
                HiddenFromAddressListsEnabled = false,
                IsExchangeCloudManaged = false,
            },
        };

    public Guid AddAnna(params (string Attribute, string?[] Values)[] more) =>
        Bench.Directory.AddUser(
            "Anna Berg",
            [
                ("mail", ["anna@contoso.example"]),
                ("proxyAddresses", ["SMTP:anna@contoso.example", "smtp:berg@contoso.example"]),
                ("mailNickname", ["anna"]),
                ("userPrincipalName", ["anna@contoso.example"]),
                ("msExchRecipientTypeDetails", ["2147483648"]),
                ("msExchRemoteRecipientType", ["1"]),
                .. more,
            ]
        );
}

using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Testing.ActiveDirectory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// The delegated account of permissions-active-directory.md with exactly those rights: all functions of the console
/// work, and nothing beyond.
/// </summary>
[Collection(ContosoGroup.Name)]
public sealed class LeastRightsTests(ContosoFixture contoso) : IAsyncLifetime, ICurrentActor
{
    private ActiveDirectoryDirectory directory = null!;
    private IDirectorySession session = null!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        directory = Settings.Directory(Settings.For(contoso.Controller));
        session = await directory.OpenAsync(null, CancellationToken.None);
        await directory.DescribeAsync(false, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (directory is not null)
            await directory.DisposeAsync();
    }

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            new Actor
            {
                Id = "admin",
                DisplayName = "Admin",
                Role = Role.Administrator,
            }
        );

    [SambaTheory]
    [InlineData("Urs Fischer")]
    [InlineData("Vertrieb Süd")]
    [InlineData("Pablo Plain")]
    public async Task Account_UserGroupAndContact_MayWriteExactlyTheDelegatedRights(string name)
    {
        var target = await FindAsync(name, "allowedAttributesEffective");

        Assert.Equal(
            DelegatedRights.All.Where(r => r.AppliesTo(ClassOf(name))).Select(r => r.Attribute).Order(),
            target.Texts("allowedAttributesEffective").Order()
        );
    }

    [SambaTheory]
    [InlineData("Urs Fischer")]
    [InlineData("Vertrieb Süd")]
    [InlineData("Pablo Plain")]
    public async Task Modify_EachDelegatedAttribute_IsWrittenAndTakenBack(string name)
    {
        var attributes = DelegatedRights.All.Where(r => r.AppliesTo(ClassOf(name))).Select(r => r.Attribute).ToArray();
        var before = await FindAsync(name, attributes);

        foreach (var attribute in attributes)
        {
            DirectoryValue value = attribute switch
            {
                "msExchHideFromAddressLists" => "TRUE",
                "proxyAddresses" => $"smtp:least.{before.Id:N}@contoso.com",
                "mail" or "userPrincipalName" => $"least.{before.Id:N}@contoso.com",
                _ => $"least-rights",
            };
            await ModifyAsync(before.Id, attribute, [value]);
            Assert.Contains(
                value,
                (await session.ReadAsync(before.Id, [attribute], CancellationToken.None))!.Values(attribute)
            );
            await ModifyAsync(before.Id, attribute, before.Values(attribute));
        }

        var after = await session.ReadAsync(before.Id, attributes, CancellationToken.None);
        Assert.All(attributes, a => Assert.Equal(before.Texts(a).Order(), after!.Texts(a).Order()));
    }

    [SambaTheory]
    [InlineData("Urs Fischer", "company")]
    [InlineData("Urs Fischer", "targetAddress")]
    [InlineData("Urs Fischer", "sn")]
    [InlineData("Hanna Helpdesk", "displayName")]
    [InlineData("Hanna Helpdesk", "proxyAddresses")]
    public async Task Modify_AnotherAttributeOrUnit_IsInsufficientRightsAndWritesNothing(string name, string attribute)
    {
        var before = await FindAsync(name, attribute);

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            ModifyAsync(before.Id, attribute, ["smtp:forbidden@contoso.com"])
        );

        Assert.Equal(DirectoryFaultKind.InsufficientRights, fault.Kind);
        Assert.Equal(
            before.Texts(attribute),
            (await session.ReadAsync(before.Id, [attribute], CancellationToken.None))!.Texts(attribute)
        );
    }

    [SambaFact]
    public async Task TestPermissions_DelegatedAndOtherUnits_NamesWhatIsMissingWithTheCommand()
    {
        var index = new RecipientIndex();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var feed = new RecipientIndexFeed(directory, index, time);
        await feed.LoadAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(61));
        // Compares all ids: listing and reconciling need read access only.
        await feed.RefreshAsync(CancellationToken.None);

        var test = await new TestPermissions(this, directory, index).ExecuteAsync(CancellationToken.None);

        Assert.Null(index.Status.Problem);
        Assert.Equal("svc-hybrid@contoso.local", test.Account);
        Assert.Empty(test.NotInSchema);
        Assert.Equal(["user"], Complete("OU=Staff"));
        Assert.Equal(["group"], Complete("OU=Groups"));
        Assert.Equal(["contact"], Complete("OU=Contacts"));
        var load = test.Samples.First(s =>
            s.Unit.ToString().StartsWith("OU=Load,", StringComparison.Ordinal) && s.ObjectClass == "user"
        );
        Assert.Equal(DelegatedRights.All.Count, load.Missing.Count);
        Assert.Equal(
            "dsacls \"OU=Load,DC=contoso,DC=local\" /I:S /G \"svc-hybrid@contoso.local:WP;proxyAddresses;user\"",
            load.Missing[0].Command(load.Unit, load.ObjectClass, test.Account)
        );

        IEnumerable<string> Complete(string unit) =>
            test
                .Samples.Where(s => s.IsComplete && s.Unit.ToString().StartsWith(unit + ",", StringComparison.Ordinal))
                .Select(s => s.ObjectClass);
    }

    private static string ClassOf(string name) =>
        name switch
        {
            "Urs Fischer" => "user",
            "Pablo Plain" => "contact",
            _ => "group",
        };

    private async Task<DirectoryEntry> FindAsync(string name, params string[] attributes) =>
        Assert.Single(
            await session.ListAsync(
                new DirectorySearch { Filter = LdapFilter.Equal("cn", name), Attributes = attributes }
            )
        );

    private Task ModifyAsync(Guid id, string attribute, IReadOnlyList<DirectoryValue> values) =>
        session.ModifyAsync(
            new DirectoryModification(id, [new AttributeModification(ModificationKind.Replace, attribute, values)]),
            CancellationToken.None
        );
}

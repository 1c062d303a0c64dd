using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>Writes as the delegated service account, each test on its own person.</summary>
[Collection(ContosoGroup.Name)]
public sealed class ModifyTests(ContosoFixture contoso) : IAsyncLifetime
{
    private ActiveDirectoryDirectory directory = null!;
    private IDirectorySession session = null!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        directory = Settings.Directory(Settings.For(contoso.Controller));
        session = await directory.OpenAsync(null, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (directory is not null)
            await directory.DisposeAsync();
    }

    [SambaFact]
    public async Task ModifyAsync_AddAlias_IsReadBackAndFoundByUsn()
    {
        var person = await session.PersonAsync("elodie.dupont", "proxyAddresses");
        var before = await session.ReadPositionAsync(CancellationToken.None);

        await ModifyAsync(person.Id, Step(ModificationKind.Add, "proxyAddresses", "smtp:élodie.neu@contoso.com"));

        var after = await session.ReadPositionAsync(CancellationToken.None);
        Assert.Equal(before.InvocationId, after.InvocationId);
        Assert.True(after.HighestCommittedUsn > before.HighestCommittedUsn);
        var changed = await session.ListAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.AtLeast("uSNChanged", before.HighestCommittedUsn + 1),
                Attributes = ["proxyAddresses"],
            }
        );
        Assert.Contains(
            changed,
            e => e.Id == person.Id && e.Texts("proxyAddresses").Contains("smtp:élodie.neu@contoso.com")
        );
    }

    [SambaFact]
    public async Task ModifyAsync_SwapOfPrimary_IsOneStep()
    {
        var person = await session.PersonAsync("bo.ekstrom", "proxyAddresses");

        await ModifyAsync(
            person.Id,
            Step(
                ModificationKind.Delete,
                "proxyAddresses",
                "SMTP:bo@contoso.com",
                "smtp:bo@contoso.mail.onmicrosoft.com"
            ),
            Step(ModificationKind.Add, "proxyAddresses", "smtp:bo@contoso.com", "SMTP:bo@contoso.mail.onmicrosoft.com")
        );

        var read = await session.ReadAsync(person.Id, ["proxyAddresses"], CancellationToken.None);
        Assert.Equal(
            ["SMTP:bo@contoso.mail.onmicrosoft.com", "smtp:bo@contoso.com"],
            read!.Texts("proxyAddresses").Order(StringComparer.Ordinal)
        );
    }

    [SambaFact]
    public async Task ModifyAsync_StaleValue_IsValueGoneAndWritesNothing()
    {
        var person = await session.PersonAsync("urs.fischer", "displayName", "mail");

        var fault = await FaultAsync(
            person.Id,
            Step(ModificationKind.Replace, "mail", "changed@contoso.com"),
            Step(ModificationKind.Delete, "displayName", "A name he never had"),
            Step(ModificationKind.Add, "displayName", "New")
        );

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
        Assert.Equal(16, fault.ResultCode);
        Assert.NotNull(fault.ServerText);
        Assert.False(fault.OutcomeUnknown);
        var read = await session.ReadAsync(person.Id, ["displayName", "mail"], CancellationToken.None);
        Assert.Equal(person.Text("mail"), read!.Text("mail"));
        Assert.Equal(person.Text("displayName"), read.Text("displayName"));
    }

    [SambaFact]
    public async Task ModifyAsync_AddOfPresentValue_IsValueExists()
    {
        var person = await session.PersonAsync("karin.berg", "proxyAddresses");

        var fault = await FaultAsync(person.Id, Step(ModificationKind.Add, "proxyAddresses", "smtp:lund@contoso.com"));

        Assert.Equal(DirectoryFaultKind.ValueExists, fault.Kind);
    }

    [SambaFact]
    public async Task ModifyAsync_UnknownObject_IsNoSuchObject()
    {
        var fault = await FaultAsync(Guid.NewGuid(), Step(ModificationKind.Replace, "displayName", "x"));

        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
    }

    [SambaFact]
    public async Task ModifyAsync_TooLong_IsConstraintViolated()
    {
        var person = await session.PersonAsync("anna.berg", "displayName");

        var fault = await FaultAsync(person.Id, Step(ModificationKind.Replace, "displayName", new string('x', 300)));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
        Assert.Contains(contoso.Controller.Address, fault.Message, StringComparison.Ordinal);
    }

    [SambaFact]
    public async Task ModifyAsync_OutsideTheDelegatedUnit_IsInsufficientRights()
    {
        var person = await session.PersonAsync("helpdesk.hanna", "proxyAddresses");

        var fault = await FaultAsync(person.Id, Step(ModificationKind.Add, "proxyAddresses", "smtp:never@contoso.com"));

        Assert.Equal(DirectoryFaultKind.InsufficientRights, fault.Kind);
        Assert.Equal(50, fault.ResultCode);
    }

    [SambaFact]
    public async Task ModifyAsync_AllowedAndForbiddenTogether_WritesNothing()
    {
        var person = await session.PersonAsync("pierre.plain", "displayName");

        var fault = await FaultAsync(
            person.Id,
            Step(ModificationKind.Replace, "displayName", "Changed"),
            Step(ModificationKind.Replace, "sAMAccountName", "p.plain")
        );

        Assert.Equal(DirectoryFaultKind.InsufficientRights, fault.Kind);
        Assert.Equal(
            "Pierre Plain",
            (await session.ReadAsync(person.Id, ["displayName"], CancellationToken.None))!.Text("displayName")
        );
    }

    [SambaFact]
    public async Task ModifyAsync_MemberThereAlready_IsValueExists()
    {
        await using var admin = Settings.Directory(Settings.AsAdministrator(contoso.Controller));
        await using var there = await admin.OpenAsync(null, CancellationToken.None);
        var group = await there.PersonAsync("Finance Access", "member");
        var member = group.Text("member")!;

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            there.ModifyAsync(
                new DirectoryModification(group.Id, [Step(ModificationKind.Add, "member", member)]),
                CancellationToken.None
            )
        );

        Assert.Equal(DirectoryFaultKind.ValueExists, fault.Kind);
    }

    [SambaFact]
    public async Task ModifyAsync_MemberGone_IsValueGone()
    {
        await using var admin = Settings.Directory(Settings.AsAdministrator(contoso.Controller));
        await using var there = await admin.OpenAsync(null, CancellationToken.None);
        var group = await there.PersonAsync("Finance Access", "member");
        var stranger = await there.PersonAsync("anna.berg", "cn");

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            there.ModifyAsync(
                new DirectoryModification(group.Id, [Step(ModificationKind.Delete, "member", stranger.Dn.ToString())]),
                CancellationToken.None
            )
        );

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
    }

    [SambaFact]
    public async Task SearchAsync_DeletedObjectsWanted_ShowsThemToWhomMaySee()
    {
        await using var admin = Settings.Directory(Settings.AsAdministrator(contoso.Controller));
        await using var there = await admin.OpenAsync(null, CancellationToken.None);
        var deletion = await AdministratorLdap.MakeDeletedPersonAsync(contoso.Controller);
        var search = new DirectorySearch
        {
            Filter = LdapFilter.Equal("sAMAccountName", deletion),
            Attributes = ["isDeleted"],
        };

        var without = await there.ListAsync(search);
        var with = await there.ListAsync(search with { IncludeDeleted = true });
        var delegated = await session.ListAsync(search with { IncludeDeleted = true });

        Assert.Empty(without);
        Assert.True(Assert.Single(with).Flag("isDeleted"));
        Assert.Empty(delegated);
    }

    private static AttributeModification Step(ModificationKind kind, string attribute, params string[] values) =>
        new(kind, attribute, [.. values.Select(v => new DirectoryValue(v))]);

    private Task ModifyAsync(Guid target, params AttributeModification[] steps) =>
        session.ModifyAsync(new DirectoryModification(target, steps), CancellationToken.None);

    private Task<DirectoryFault> FaultAsync(Guid target, params AttributeModification[] steps) =>
        Assert.ThrowsAsync<DirectoryFault>(() => ModifyAsync(target, steps));
}

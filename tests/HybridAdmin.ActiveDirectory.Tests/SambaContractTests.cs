using System.DirectoryServices.Protocols;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>A domain controller for the contract tests, with the objects that they require.</summary>
public abstract class ContractFixture(string kind) : IAsyncLifetime
{
    private SambaDomainController? controller;

    internal ActiveDirectoryDirectory Directory { get; private set; } = null!;

    internal DirectoryFacts Facts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        controller = await SambaDomainController.StartNewAsync(kind);
        var users = $"OU=Staff,{controller.DomainDn}";
        var members = Enumerable.Range(0, 40).Select(i => $"contract{i:00}").ToArray();
        DirectoryRequest[] requests =
        [
            .. members.Append("contract.scratch").Select(name => Person($"CN={name},{users}", name)),
            new AddRequest(
                $"CN=Contract Large,OU=Groups,{controller.DomainDn}",
                new DirectoryAttribute("objectClass", "group"),
                new DirectoryAttribute("sAMAccountName", "Contract Large"),
                new DirectoryAttribute("member", [.. members.Select(m => $"CN={m},{users}")])
            ),
            new AddRequest(
                $"CN=Contract Outer,OU=Groups,{controller.DomainDn}",
                new DirectoryAttribute("objectClass", "group"),
                new DirectoryAttribute("sAMAccountName", "Contract Outer"),
                new DirectoryAttribute("member", $"CN=Contract Large,OU=Groups,{controller.DomainDn}")
            ),
        ];
        await AdministratorLdap.RunAsync(controller, requests);

        Directory = Settings.Directory(Settings.AsAdministrator(controller));
        await using var session = await Directory.OpenAsync(null, CancellationToken.None);
        async Task<Guid> IdAsync(string account) => (await session.PersonAsync(account, "cn")).Id;
        var contoso = kind == "contoso";
        Facts = new DirectoryFacts
        {
            Person = await IdAsync(contoso ? "karin.berg" : "marek.novak"),
            Scratch = await IdAsync("contract.scratch"),
            Missing = Guid.NewGuid(),
            PeopleAtLeast = contoso ? 2000 : 60,
            HasExchangeSchema = contoso,
            ExchangeOrganization = contoso ? "Contoso Organization" : null,
            LargeGroup = await IdAsync("Contract Large"),
            LargeGroupMembers = members.Length,
            OuterGroup = await IdAsync("Contract Outer"),
        };
    }

    public async Task DisposeAsync()
    {
        if (Directory is not null)
            await Directory.DisposeAsync();
        if (controller is not null)
            await controller.DisposeAsync();
    }

    private static AddRequest Person(string dn, string account) =>
        new(
            dn,
            new DirectoryAttribute("objectClass", "user"),
            new DirectoryAttribute("sAMAccountName", account),
            new DirectoryAttribute("userAccountControl", "544")
        );
}

public sealed class ContosoContractFixture() : ContractFixture("contoso");

public sealed class PlainContractFixture() : ContractFixture("plain");

/// <summary>The contract against a real domain controller with the Exchange schema.</summary>
[NeedsSamba]
public sealed class ContosoContractTests(ContosoContractFixture fixture)
    : DirectoryContract,
        IClassFixture<ContosoContractFixture>
{
    protected override IDirectory Directory => fixture.Directory;

    protected override DirectoryFacts Facts => fixture.Facts;
}

/// <summary>The contract against a domain controller that was never extended for Exchange.</summary>
[NeedsSamba]
public sealed class PlainContractTests(PlainContractFixture fixture)
    : DirectoryContract,
        IClassFixture<PlainContractFixture>
{
    protected override IDirectory Directory => fixture.Directory;

    protected override DirectoryFacts Facts => fixture.Facts;
}

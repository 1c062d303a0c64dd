using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>Directory:CloudManagedOrganizationalUnits: read-only here, for everybody, with the reason.</summary>
public sealed class CloudManagedUnitsTests
{
    private static readonly RecipientEdit AddX = new() { AddAddresses = ["x@contoso.example"] };

    [Theory]
    [InlineData(Role.Helpdesk)]
    [InlineData(Role.RecipientAdministrator)]
    [InlineData(Role.Administrator)]
    public async Task Edit_BelowAMarkedUnit_IsRefusedForEveryRole(Role role)
    {
        var bench = Bench(role);
        var id = bench.AddAnna();

        var result = await bench.EditAsync(id, AddX);
        var preview = await bench.PreviewAsync(id, AddX);

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Contains("Directory:CloudManagedOrganizationalUnits", result.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("Exchange admin center", result.Problem.Message, StringComparison.Ordinal);
        Assert.Contains(
            preview.Plan!.Findings,
            f => f is { Severity: FindingSeverity.Error, Code: FindingCodes.AuthorityElsewhere }
        );
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task Edit_BesideTheUnit_IsApplied()
    {
        var bench = Bench(Role.Helpdesk);
        var id = bench.Directory.AddGroup(
            "Sales",
            ("mail", ["sales@contoso.example"]),
            ("proxyAddresses", ["SMTP:sales@contoso.example"])
        );

        Assert.True((await bench.EditAsync(id, AddX)).IsDone);
    }

    [Fact]
    public async Task Revert_UnitMarkedSince_IsRefused()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        var changeId = (await bench.EditAsync(id, AddX)).ChangeId!.Value;
        bench.Settings = Marked;

        var result = await bench.RevertAsync(changeId);

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(1, bench.Directory.Modifies);
    }

    [Fact]
    public async Task GetRecipient_BelowAMarkedUnit_IsReadOnlyWithTheReason()
    {
        var bench = Bench(Role.Administrator);
        var id = bench.AddAnna();

        var details = await bench.Get().ExecuteAsync(id, default);

        Assert.Contains("managed in the cloud", details!.ReadOnlyReason, StringComparison.Ordinal);
    }

    private static ChangeSettings Marked => new() { CloudManagedOrganizationalUnits = [FakeDirectory.Staff] };

    private static ChangeTestContext Bench(Role role) => new(role) { Settings = Marked };
}

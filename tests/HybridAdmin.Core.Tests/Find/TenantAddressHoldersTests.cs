using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Core.Tests.Cloud.View;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Find;

/// <summary>"Who has this address?" across forest and tenant.</summary>
public sealed class CloudHoldersTests
{
    private readonly CloudTestContext bench = new();

    [Fact]
    public async Task ExecuteAsync_SameObjectInBoth_IsOneHolder()
    {
        var anna = bench.AddAnna();
        bench.Tenant.With(CloudTestContext.CloudOf(anna));

        var answer = await AskAsync("anna@contoso.example");

        Assert.Equal(anna, Assert.Single(answer.Cloud).OnPremisesId);
        Assert.Equal(
            "Anna Berg has anna@contoso.example (primary address, mail attribute, sign-in name).",
            answer.Headline
        );
    }

    [Fact]
    public async Task ExecuteAsync_GuestGroupAndDeleted_AreNamedAndOnlyThePresentAreInTheWay()
    {
        bench.Tenant.With(
            CloudSamples.User("guest#EXT#@contoso.onmicrosoft.com", "SMTP:x@contoso.example") with
            {
                DisplayName = "Gina",
                UserType = "Guest",
            }
        );
        bench.Tenant.Deleted.Add(
            CloudSamples.User("old@contoso.example", "smtp:y@contoso.example") with
            {
                DisplayName = "Olga",
                DeletedDateTime = DateTimeOffset.UnixEpoch,
            }
        );

        var taken = await AskAsync("x@contoso.example");
        var restorable = await AskAsync("y@contoso.example");

        Assert.Equal(
            "x@contoso.example is not in use in Active Directory, but Gina has it in the cloud (guest of the tenant).",
            taken.Headline
        );
        Assert.False(taken.IsFree);
        Assert.True(restorable.IsFree);
        Assert.Contains(
            "In the cloud: Olga (user of the cloud), deleted on 1970-01-01 00:00, held it (alias) and would have it again if restored.",
            restorable.ToText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ExecuteAsync_Scope_IsToldThatThereIsSomebodyNotWho()
    {
        bench.Tenant.With(
            CloudSamples.User("g@contoso.example", "SMTP:x@contoso.example") with
            {
                DisplayName = "Gina",
            }
        );
        bench.Bench.Actor = bench.Bench.Actor with { Scope = [FakeDirectory.Staff] };

        var answer = await AskAsync("x@contoso.example");

        Assert.DoesNotContain("Gina", answer.ToText(), StringComparison.Ordinal);
        Assert.False(answer.IsFree);
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_SaysThatOthersMayHaveIt()
    {
        bench.Tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Graph does not answer.");

        var answer = await AskAsync("x@contoso.example");

        Assert.Contains(
            "could not be asked whole, so others may have it there: Graph does not answer.",
            answer.ToText(),
            StringComparison.Ordinal
        );
    }

    private async Task<AddressAnswer> AskAsync(string address)
    {
        await bench.LoadAsync();
        var b = bench.Bench;
        var who = new WhoHasAddress(
            b,
            b.Directory,
            new ReadAuditLog(b, b.Audit),
            b.Offered(),
            b.Index,
            b.Time,
            new TenantAddressHolders(bench.Tenant, bench.Authorities, b.Time)
        );
        return (await who.ExecuteAsync(address, default))!;
    }
}

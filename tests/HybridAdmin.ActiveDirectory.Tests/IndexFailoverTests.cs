using System.DirectoryServices.Protocols;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.ActiveDirectory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>The lists while real domain controllers stop and return, and the limits of an ordinary account.</summary>
public sealed class IndexFailoverTests
{
    [SambaFact]
    public async Task Feed_FirstControllerStopsAndReturns_ReloadsFromTheSecondAndGoesBackWithoutARestart()
    {
        await using var first = await SambaDomainController.StartNewAsync("plain");
        await using var second = await SambaDomainController.StartNewAsync("plain", "--new-identity");
        var options = Settings.AsAdministrator(first);
        options.Servers = [first.Ldaps, second.Ldaps];
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(options, time);
        var index = new RecipientIndex();
        using var feed = new RecipientIndexFeed(directory, index, time);
        await feed.LoadAsync(CancellationToken.None);
        var count = index.Current.Count;
        var loaded = index.Status.LoadedAt;

        // Only the second controller has this object: it shows that its list is in use, and that it was loaded fully
        // instead of continued with the first controller's sequence numbers.
        await AdministratorLdap.RunAsync(
            second,
            new AddRequest(
                $"CN=Late,OU=Contacts,{second.DomainDn}",
                new DirectoryAttribute("objectClass", "contact"),
                new DirectoryAttribute("mail", "late@fabrikam.com")
            )
        );
        await first.StopAsync();
        time.Advance(TimeSpan.FromSeconds(15));
        await feed.RefreshAsync(CancellationToken.None);
        Assert.Equal(second.Ldaps, directory.Status.Server);
        Assert.NotEmpty(index.Current.FindHolders("late@fabrikam.com"));
        Assert.Equal(count + 1, index.Current.Count);
        Assert.True(index.Status.LoadedAt > loaded);
        Assert.Null(index.Status.Problem);

        await first.StartAsync();
        time.Advance(TimeSpan.FromSeconds(61));
        await feed.RefreshAsync(CancellationToken.None);
        Assert.Equal(first.Ldaps, directory.Status.Server);
        Assert.Empty(index.Current.FindHolders("late@fabrikam.com"));
        Assert.Equal(count, index.Current.Count);
    }

    [SambaFact]
    public async Task Feed_AllControllersStopped_KeepsTheListAndGoesOnWhenOneIsBack()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        await using var directory = Settings.Directory(Settings.For(controller));
        var index = new RecipientIndex();
        using var feed = new RecipientIndexFeed(directory, index, TimeProvider.System);
        await feed.LoadAsync(CancellationToken.None);
        var count = index.Current.Count;

        await controller.StopAsync();
        await Assert.ThrowsAsync<DirectoryFault>(() => feed.RefreshAsync(CancellationToken.None));
        Assert.Equal(count, index.Current.Count);
        Assert.Equal(DirectoryFaultKind.Unreachable, index.Status.Problem!.Kind);

        await controller.StartAsync();
        await feed.RefreshAsync(CancellationToken.None);
        Assert.Null(index.Status.Problem);
    }

    [SambaFact]
    public async Task Feed_DeletionThatTheAccountCannotSee_IsFoundByComparingIds()
    {
        await using var controller = await SambaDomainController.StartNewAsync("plain");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var directory = Settings.Directory(Settings.For(controller), time);
        var index = new RecipientIndex();
        using var feed = new RecipientIndexFeed(directory, index, time);
        await feed.LoadAsync(CancellationToken.None);
        var vera = index
            .Current.List(new RecipientQuery { Search = "Vera Vendor", IncludePlain = true }, 0, 1, [])
            .Items.Single()
            .Id;

        await AdministratorLdap.RunAsync(
            controller,
            new DeleteRequest($"CN=Vera Vendor,OU=Contacts,{controller.DomainDn}")
        );
        await feed.RefreshAsync(CancellationToken.None);
        Assert.NotNull(index.Current.Find(vera)); // the delegated account does not see Deleted Objects

        time.Advance(TimeSpan.FromMinutes(60));
        await feed.RefreshAsync(CancellationToken.None);
        Assert.Null(index.Current.Find(vera));
    }
}

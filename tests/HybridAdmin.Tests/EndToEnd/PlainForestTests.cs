using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.ActiveDirectory;
using HybridAdmin.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// A forest whose schema was never extended for Exchange: existing functions work, missing ones are named.
/// </summary>
public sealed class PlainForestTests : IAsyncLifetime
{
    private SambaDomainController? controller;
    private DomainAdministrator domain = null!;
    private ApiConsole console = null!;
    private ApiCaller administrator = null!;

    public async Task InitializeAsync()
    {
        if (SambaSkip.Reason is not null)
            return;
        controller = await SambaDomainController.StartNewAsync("plain");
        domain = new DomainAdministrator(controller);
        console = await ApiConsole.StartAsync(DirectorySettings.Ldaps(controller));
        administrator = console.As(Role.Administrator);
    }

    public async Task DisposeAsync()
    {
        if (controller is null)
            return;
        administrator.Dispose();
        await console.DisposeAsync();
        domain.Dispose();
        await controller.DisposeAsync();
    }

    [SambaFact]
    public async Task Describe_WithoutExchange_SaysSo()
    {
        var description = await console
            .Services.GetRequiredService<IDirectory>()
            .DescribeAsync(false, CancellationToken.None);

        Assert.Null(description.ExchangeSchemaVersion);
        Assert.Null(description.ExchangeOrganization);
        Assert.False(description.HasAttribute("msExchHideFromAddressLists"));
        Assert.True(description.HasAttribute("proxyAddresses"));
    }

    [SambaFact]
    public async Task Patch_Alias_WorksAndHidingNamesWhatIsMissing()
    {
        var greta = domain.Read("(cn=Greta Lind)");
        await console.IndexLoadedAsync();

        (await administrator.PatchAsync(greta.Id, new { addAddresses = new[] { "greta@fabrikam.com" } })).Ok();
        var after = domain.Read("(cn=Greta Lind)");
        Assert.Equal([$"SMTP:{greta.Value("mail")}", "smtp:greta@fabrikam.com"], after.Values("proxyAddresses"));
        Assert.Equal(greta.Value("mail"), after.Value("mail"));

        var found = (await administrator.GetAsync("recipients?search=greta@fabrikam.com")).Ok();
        Assert.Equal(greta.Id, Assert.Single(found["items"]!.AsArray())!["id"]!.GetValue<Guid>());

        var plan = (await administrator.PreviewAsync(greta.Id, new { hiddenFromAddressListsEnabled = true })).Ok();
        var refused = await administrator.PatchAsync(greta.Id, new { hiddenFromAddressListsEnabled = true });
        Assert.Contains("attribute-missing", plan.Codes());
        Assert.Contains(
            "msExchHideFromAddressLists",
            refused.Problem(HttpStatusCode.UnprocessableEntity, "invalid")["detail"].Text(),
            StringComparison.Ordinal
        );
        Assert.Equal(after.Whole(), domain.Read("(cn=Greta Lind)").Whole());

        (await administrator.PatchAsync(greta.Id, new { primarySmtpAddress = "greta@fabrikam.com" })).Ok();
        Assert.Equal("greta@fabrikam.com", domain.Read("(cn=Greta Lind)").Value("mail"));
    }
}

using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Lifecycle.Switching;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class AuthorityPageTests : PageTest
{
    private readonly FakeTenant tenant = new();
    private readonly Guid id;
    private TenantTarget mailbox;

    public AuthorityPageTests()
    {
        Services.AddSingleton<ITenant>(tenant).AddSingleton<ReadTenantView>();
        Services.AddScoped<SwitchAuthority>();
        id = AddAnna(("msExchHideFromAddressLists", ["TRUE"]));
        tenant.Description = CloudSamples.Tenant(Time.GetUtcNow().AddHours(1));
        Give(isCloudManaged: false);
    }

    [Fact]
    public void Render_SynchronisedMailbox_SaysWhatHappensAndWaitsForTheAddress()
    {
        var page = Render<AuthorityPage>(p => p.Add(x => x.Id, id));

        Assert.Contains("Hand them to Exchange Online", page.Markup, StringComparison.Ordinal);
        Assert.Contains("HiddenFromAddressListsEnabled", page.Find(".diff").TextContent, StringComparison.Ordinal);
        Assert.Contains("-IsExchangeCloudManaged $true", page.Markup, StringComparison.Ordinal);
        Assert.True(Button(page).HasAttribute("disabled"));
        Assert.NotNull(page.Find($"a[href='recipients/{id}/authority/backup']"));
    }

    [Fact]
    public void Switch_AddressTyped_IsWrittenOnceAndNamesTheRecord()
    {
        var page = Render<AuthorityPage>(p => p.Add(x => x.Id, id));

        Type(page, "anna@contoso.example");
        Button(page).Click();

        page.WaitForAssertion(() =>
            Assert.Contains("Switched", page.Find("[role=status].applied").TextContent, StringComparison.Ordinal)
        );
        Assert.Single(tenant.Writes);
        Assert.Equal(AuditAction.AuthoritySwitched, Audit.Entries.Single().Action);
        Assert.Contains("Hand them back to Active Directory", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WayBack_WarnsOfWhatIsOverwritten()
    {
        Give(isCloudManaged: true);

        var page = Render<AuthorityPage>(p => p.Add(x => x.Id, id));

        Assert.Contains("What the next synchronisation overwrites", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Copy what is to stay to Active Directory first", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TenantAway_SaysSoAndOffersNothing()
    {
        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        var page = Render<AuthorityPage>(p => p.Add(x => x.Id, id));

        Assert.Contains("Microsoft 365 cannot be reached", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".button--danger"));
    }

    [Fact]
    public void Render_TenantDefault_IsWarnedOf()
    {
        tenant.OrganizationConfig = new ExchangeOrganizationConfig("Contoso", false, true);

        Assert.Contains(
            "ExchangeAttributesCloudManagedByDefault",
            Render<AuthorityPage>(p => p.Add(x => x.Id, id)).Markup,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Render_NoSuchRecipient_SaysSo()
    {
        Assert.Contains(
            "is not there any more",
            Render<AuthorityPage>(p => p.Add(x => x.Id, Guid.NewGuid())).Markup,
            StringComparison.Ordinal
        );
    }

    private static void Type(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("input").Last().Input(text);

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page) => page.Find(".button--danger");

    private void Give(bool isCloudManaged)
    {
        var cloud = CloudSamples.Synchronised(
            CloudSamples.User("anna@contoso.example", "SMTP:anna@contoso.example"),
            id
        ) with
        {
            Id = Guid.Parse("aaaaaaaa-0000-0000-0000-000000000001"),
            Exchange = new ExchangeOnlineFacts
            {
                RecipientTypeDetails = "UserMailbox",
                IsExchangeCloudManaged = isCloudManaged,
            },
        };
        mailbox = TenantTarget.Of(cloud)!.Value;
        tenant
            .With(cloud)
            .WithValues(
                mailbox,
                (ExchangeOnlineProperties.EmailAddresses, ["SMTP:anna@contoso.example"]),
                (ExchangeOnlineProperties.Alias, ["anna"]),
                (ExchangeOnlineProperties.HiddenFromAddressListsEnabled, ["False"]),
                (ExchangeOnlineProperties.IsDirSynced, ["True"]),
                (ExchangeOnlineProperties.IsExchangeCloudManaged, [ExchangeOnlineProperties.Text(isCloudManaged)])
            );
    }
}

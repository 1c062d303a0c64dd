using Bunit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Recipients;

/// <summary>The page shows the target of an edit, and the review shows both parts.</summary>
public sealed class EditPlaceTests : RecipientPageTest
{
    private readonly FakeTenant tenant = new();
    private readonly Guid id;

    public EditPlaceTests()
    {
        Services.AddSingleton<ITenant>(tenant).AddSingleton<ReadTenantView>();
        id = AddZoe(("msExchHideFromAddressLists", ["TRUE"]));
        var cloud = CloudSamples.Synchronised(
            CloudSamples.User(
                "zoe.weiss@contoso.example",
                "SMTP:zoe.weiss@contoso.example",
                "smtp:cloud@contoso.example"
            ),
            id
        ) with
        {
            Exchange = new ExchangeOnlineFacts { RecipientTypeDetails = "UserMailbox", IsExchangeCloudManaged = true },
        };
        tenant
            .With(cloud)
            .WithValues(
                TenantTarget.Of(cloud)!.Value,
                (
                    ExchangeOnlineProperties.EmailAddresses,
                    ["SMTP:zoe.weiss@contoso.example", "smtp:cloud@contoso.example"]
                ),
                (ExchangeOnlineProperties.Alias, ["zweiss"]),
                (ExchangeOnlineProperties.HiddenFromAddressListsEnabled, ["False"]),
                (ExchangeOnlineProperties.IsDirSynced, ["True"]),
                (ExchangeOnlineProperties.IsExchangeCloudManaged, ["True"])
            );
    }

    [Fact]
    public void Render_CloudManaged_SaysThatExchangeOnlineIsEdited()
    {
        var place = Render<EditTargetNote>(p =>
            p.Add(x => x.Details, Read(id))
                .Add(x => x.Attribute, RecipientAttributes.ProxyAddresses)
                .Add(x => x.What, "addresses")
        );

        Assert.Contains("a change is made in Exchange Online", place.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_DisplayName_StaysWithActiveDirectoryAndNeedsNoWords()
    {
        Assert.Empty(
            Render<EditTargetNote>(p =>
                p.Add(x => x.Details, Read(id))
                    .Add(x => x.Attribute, RecipientAttributes.DisplayName)
                    .Add(x => x.What, "display name")
            )
                .Markup.Trim()
        );
    }

    [Fact]
    public void EditRights_WithoutTheWriteRole_SayWhyNot()
    {
        tenant.Capabilities =
        [
            .. tenant.Capabilities.Select(c =>
                c.Operation == TenantOperation.WriteExchangeRecipients
                    ? c with
                    {
                        IsAvailable = false,
                        Missing = "Mail Recipients",
                    }
                    : c
            ),
        ];

        var rights = EditRights.Of(Read(id));

        Assert.Contains("Mail Recipients", rights.Addresses, StringComparison.Ordinal);
        Assert.Null(rights.DisplayName);
    }

    [Fact]
    public async Task Review_Mixed_ShowsBothParts()
    {
        var model = new RecipientEditModel(Read(id), Settings);
        model.Add("new@contoso.example");
        model.SetDisplayName("Zoe Lund");
        var review = new ReviewModel(
            model,
            Services.GetRequiredService<PreviewRecipientEdit>(),
            Services.GetRequiredService<EditRecipient>(),
            Services.GetRequiredService<GetRecipient>(),
            Settings,
            Services.GetRequiredService<GetSyncStatus>(),
            Time
        );

        await review.PreviewAsync(default);
        var parts = Render<PlanParts>(p => p.Add(x => x.Plan, review.Plan!));

        Assert.Null(review.Conflict);
        Assert.Equal(["In Exchange Online", "In Active Directory"], parts.FindAll("h3").Select(h => h.TextContent));
        Assert.Contains("leaves Exchange Online's alone", string.Join(' ', review.Next), StringComparison.Ordinal);
        Assert.NotNull(await review.ApplyAsync(default));
    }
}
